"""What a problem is known by, whoever wrote the file and however it is laid out."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from tutor.matching.engine.problem import Problem


def problem_hash(problem: Problem) -> str:
    """sha256 (hex) over the problem's JSON, keys sorted; of x_ keys only x_carried counts."""
    document = asdict(problem)
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_sorted)
    return hashlib.sha256(text.encode()).hexdigest()


def _sorted(values: frozenset[str]) -> list[Any]:
    return sorted(values)
