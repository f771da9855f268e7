"""How an import stands: the job that read the file, and the one that took it in."""

from tutor.actor import Actor, Role
from tutor.errors import nothing_here
from tutor.imports.actions import CHECK, STORE
from tutor.jobs import queries as jobs
from tutor.jobs.models import Job


def check_job(code: str, *, actor: Actor) -> Job:
    """By the code under which the file waits."""
    found = jobs.latest(CHECK, code)
    if found is None or not actor.reaches(found.municipality_id, Role.COORDINATOR):
        raise nothing_here()
    return found


def store_job(code: str) -> Job | None:
    return jobs.latest(STORE, code)
