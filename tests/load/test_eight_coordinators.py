"""Eight coordinators at one board: no edit lost, nobody in two places, no answer 5xx (short form).

The long form is `make storm`; on PostgreSQL this runs in its own pass of the suite.
"""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from config import ROOT, Settings
from tests.load import audit
from tests.matching.desk import THREE, Desk
from tutor.database import db

SECONDS = 8


def test_eight_coordinators_lose_nothing(database, settings: Settings, tmp_path: Path) -> None:
    db.session.remove()
    words = ["--url", settings.database_url, "--folder", str(tmp_path), "--seconds", str(SECONDS)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.load.eight_coordinators", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)

    assert found["faults"] == []
    assert found["taken"] >= 10
    assert {status for status in found["statuses"] if int(status) >= 500} == set()


def test_audit_finds_a_lost_edit_a_broken_chain_and_a_wrong_answer(database) -> None:
    """Otherwise the storm above would prove nothing."""
    desk = Desk()
    desk.move()
    code = desk.visit.code
    assert audit.faults([("move", code, 1, 303)]) == []

    assert any("2 answers, 1 steps" in one for one in audit.faults([("move", code, n, 303) for n in (1, 2)]))
    assert any("2 times from version" in one for one in audit.faults([("move", code, 1, 303)] * 2))
    assert any(
        "answered 503" in one for one in audit.faults([("move", code, 1, 303), ("look", code, 0, 503)])
    )
    desk.visit.starts_at = THREE + timedelta(minutes=15)
    assert any("what stands there" in one for one in audit.faults([("move", code, 1, 303)]))


def test_audit_finds_a_tutor_in_two_places(database) -> None:
    desk = Desk(2)
    for visit in desk.made.plan.visits:
        visit.starts_at = THREE

    assert any("at once" in one for one in audit.faults([]))
