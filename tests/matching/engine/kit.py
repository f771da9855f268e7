"""The benchmark kit beside this checkout: its judge, its yardstick and its instances; never copied."""

import importlib
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tutor.matching.engine.plan import Plan
from tutor.matching.engine.plan_file import plan_document

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "matching"
INSTANCES = sorted(path for part in ("weeks", "br", "replan") for path in FOLDER.glob(f"{part}/*.json*"))

needs_kit = pytest.mark.skipif(
    not (FOLDER / "check_plan.py").exists(), reason="../shared/matching is not beside this checkout"
)


@cache
def module(name: str) -> Any:
    """check_plan or greedy, imported by path; nothing is written into the kit's folder."""
    sys.path.insert(0, str(FOLDER))
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(FOLDER))
        sys.dont_write_bytecode = writes


def report(document: dict[str, Any], plan: Plan) -> Any:
    return module("check_plan").check(document, plan_document(plan))
