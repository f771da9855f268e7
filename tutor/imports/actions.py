"""A file is handed in, and after its preview taken in: each asks for a job."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tutor.actor import Actor
from tutor.database import new_code
from tutor.imports import waiting
from tutor.imports.checked import Kind
from tutor.jobs import actions as jobs
from tutor.jobs.models import Job
from tutor.office.models import Municipality

CHECK, STORE = "check_import", "store_import"


@dataclass(frozen=True)
class Handed:
    """What the jobs are told: ids and plain choices. `code` is where the file waits."""

    code: str
    kind: Kind
    municipality_id: int
    options: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, arguments: Mapping[str, Any]) -> "Handed":
        kind, options = Kind(arguments["kind"]), arguments["options"]
        return cls(arguments["code"], kind, arguments["municipality"], options)

    @classmethod
    def of_job(cls, job: Job) -> "Handed":
        return cls.of(json.loads(job.arguments))

    @property
    def arguments(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "kind": self.kind.value,
            "municipality": self.municipality_id,
            "options": dict(self.options),
        }


def hand_in(
    data: bytes,
    kind: Kind,
    municipality: Municipality,
    *,
    where: Path,
    by: Actor,
    now: datetime,
    options: Mapping[str, str] | None = None,
) -> Job:
    """Of the file itself nothing stands in the job's row."""
    handed = Handed(new_code(), kind, municipality.id, options or {})
    job = _ask(CHECK, handed, by, now)
    waiting.keep(where, handed.code, data, now=now)
    return job


def take_in(checked: Job, *, by: Actor, now: datetime) -> Job:
    """Pressed twice, it is one job; and what is entered already is not entered again."""
    return _ask(STORE, Handed.of_job(checked), by, now)


def _ask(kind: str, handed: Handed, by: Actor, now: datetime) -> Job:
    return jobs.ask(
        kind,
        dedupe=handed.code,
        arguments=handed.arguments,
        municipality_id=handed.municipality_id,
        by=by,
        now=now,
    )
