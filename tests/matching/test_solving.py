"""The job that plans a week: reads, searches without a transaction, saves."""

import time
from datetime import date
from itertools import pairwise

import pytest
from sqlalchemy import func, select, update

from tests import make
from tests.make import MONDAY
from tests.matching.week import City
from tutor import clock
from tutor.changes.models import Change
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons.models import Lesson
from tutor.matching import solving
from tutor.matching.engine.plan import Plan as EnginePlan
from tutor.matching.models import Plan
from tutor.people.models import Person
from tutor.sentences import Said
from tutor.visit_requests.models import VisitRequest
from tutor.visit_requests.queries import open_requests


@pytest.fixture(autouse=True)
def sunday():
    clock.use(lambda: make.NOW)
    yield
    clock.use_machine()


def arguments(seconds: float = 0, *, requests: int = 1, asked_by: int | None = None) -> dict:
    """Of a city that is in the database."""
    city = City()
    city.tutor(), city.tutor("iphone")
    for _ in range(requests):
        city.request()
    db.session.commit()
    return {
        "municipality": city.row.id,
        "monday": MONDAY.toordinal(),
        "seconds": seconds,
        "asked_by_id": asked_by,
    }


class Page:
    """Stands for the job's row: what it was told, and what the database was doing just then."""

    def __init__(self, *, stops_after: float = 60) -> None:
        self.told, self.open_transactions, self.asked = [], [], []
        self.began, self.stops_after = time.monotonic(), stops_after

    def report(self, done: int, total: int, sentence: Said) -> None:
        self.told.append((done, total, str(sentence)))
        self.open_transactions.append(db.engine.pool.checkedout())

    def stop(self) -> bool:
        self.asked.append(time.monotonic())
        self.open_transactions.append(db.engine.pool.checkedout())
        return time.monotonic() - self.began > self.stops_after


def solve(given: dict, page: Page | None = None) -> str:
    page = page or Page()
    return str(solving.solve_week(given, page.report, page.stop))


def test_plan_is_saved_and_committed(database):
    sentence = solve(arguments(requests=3))

    db.session.rollback()
    plan = db.session.scalars(select(Plan)).one()
    assert sentence == "2件の訪問を組みました。残りは1件です。"
    assert sum(visit.starts_at is not None for visit in plan.visits) == 2
    assert plan.week == date(2026, 11, 23)


def test_who_asked_stands_in_the_change(database):
    person = make.person()
    db.session.commit()
    asked_by = person.id
    solve(arguments(asked_by=asked_by))

    assert db.session.scalar(select(Change.actor_id)) == asked_by


def test_no_transaction_is_open_while_it_searches(database):
    page = Page()
    given = arguments(1.5)
    solve(given, page)

    assert len(page.open_transactions) >= 3
    assert set(page.open_transactions) == {0}


def test_others_write_while_it_searches(database):
    given = arguments(1.0)
    page = Page()

    def stop() -> bool:
        with db.engine.begin() as another:
            another.execute(update(Person).values(language="en"))
        return page.stop()

    solving.solve_week(given, page.report, stop)

    assert len(page.asked) >= 1
    assert set(db.session.scalars(select(Person.language))) == {"en"}
    assert db.session.scalar(select(func.count()).select_from(Plan)) == 1


def test_it_ends_on_time_and_tells_how_it_goes(database):
    page = Page()
    given = arguments(2, requests=3)
    began = time.monotonic()
    solve(given, page)

    assert 2 <= time.monotonic() - began < 10  # of a loaded machine
    assert page.told[0] == (0, 2, "3件の申込を並べています。")
    assert [seconds for seconds, _, _ in page.told] == sorted(seconds for seconds, _, _ in page.told)
    assert page.told[-1][0] > 0
    assert "3件中2件を組めました" in page.told[-1][2]


def test_it_asks_at_most_twice_a_second_whether_to_stop(database):
    page = Page()
    solve(arguments(2), page)

    assert 3 <= len(page.asked) <= 5
    assert all(later - before > 0.45 for before, later in pairwise(page.asked))


def test_stopped_it_keeps_what_it_has(database):
    given, page = arguments(30), Page(stops_after=0)
    began = time.monotonic()
    sentence = solve(given, page)

    assert time.monotonic() - began < 5
    assert sentence.startswith("1件の訪問を組みました")


def test_week_without_a_request_is_refused(database):
    with pytest.raises(Refused, match="申込がありません"):
        solve(arguments(requests=0))


def test_plan_the_verifier_faults_is_not_kept(database, monkeypatch):
    given = arguments()
    lie = EnginePlan("another problem", (), (), 0)
    monkeypatch.setattr(solving, "solve", lambda *_, **__: lie)

    with pytest.raises(Refused, match="残していません"):
        solve(given)

    assert db.session.scalar(select(func.count()).select_from(Plan)) == 0


def test_solving_books_nothing_and_leaves_the_requests_open(database):
    given = arguments(requests=2)
    solve(given)

    assert db.session.scalar(select(func.count()).select_from(Lesson)) == 0
    assert len(open_requests(given["municipality"])) == 2


def test_later_writes_of_the_process_are_allowed_again(database):
    solve(arguments())
    db.session.scalars(select(VisitRequest)).one().goal = "地図"

    db.session.commit()

    assert db.session.scalar(select(VisitRequest.goal)) == "地図"
