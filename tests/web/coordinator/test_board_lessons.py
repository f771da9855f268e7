"""Booked lessons on the board: the messages are seen first; and two plans compared."""

import re

import pytest

from tests import make
from tests.web.coordinator.desk import laid_out
from tutor.actor import WORKER
from tutor.database import db
from tutor.lessons.models import Lesson
from tutor.local_time import clock_time
from tutor.matching.actions import save_plan
from tutor.matching.engine.solve import solve
from tutor.matching.models import Plan, PlanState
from tutor.matching.week_problem import week_problem
from tutor.messaging.models import Message


@pytest.fixture
def board(app, client):
    found = laid_out(app, client)
    client.post(f"/office/week/plans/{found.plan}/publish")
    return found


@pytest.fixture
def at(app, board):
    with app.app_context():
        return f"/office/week/lessons/{db.session.query(Lesson).one().code}"


def press(board, at, verb, *, time="15:00", version="1"):
    fields = {"version": version, "on": "1", "at": time, "tutor": board.tutors}
    return board.client.post(f"{at}/{verb}", data=fields)


def starts(app) -> tuple[str, int]:
    with app.app_context():
        lesson = db.session.query(Lesson).one()
        return clock_time(lesson.starts_at), lesson.version


def said(app) -> int:
    with app.app_context():
        return db.session.query(Message).count()


def test_lesson_opens_as_page_and_as_part(board, at):
    assert "お知らせを見る" in board.page(at)
    part = board.client.get(at, headers={"HX-Request": "true"}).get_data(as_text=True)
    assert "<html" not in part
    assert at in board.page()


def test_lesson_says_why_these_two_when_asked(board, at):
    assert "この2人が行くわけを見る" in board.page(at)

    assert "この訪問で" in board.page(f"{at}?why=1")


def test_messages_are_seen_before_and_nothing_is_kept(app, board, at):
    before = said(app)

    page = press(board, at, "seen").get_data(as_text=True)

    assert "この内容で変える" in page
    assert "送らないことになるお知らせ" in page
    assert (starts(app)[0], said(app)) == ("14:00", before)


def test_changed_and_put_back_with_the_messages_seen_first(app, board, at):
    version = str(starts(app)[1])
    assert press(board, at, "change", version=version).status_code == 303
    assert starts(app)[0] == "15:00"
    assert "お知らせを見て、もとにもどす" in board.page()

    version = str(starts(app)[1])
    assert "この内容で変える" in press(board, at, "undo/seen", version=version).get_data(as_text=True)
    assert starts(app)[0] == "15:00"
    assert press(board, at, "undo", version=version).status_code == 303
    assert starts(app)[0] == "14:00"


def test_screen_of_before_is_refused(app, board, at):
    press(board, at, "change", version=str(starts(app)[1]))

    answer = press(board, at, "change", time="15:30", version="1")

    assert answer.status_code == 409
    assert "変わりました" in answer.get_data(as_text=True)


def test_compare_of_a_single_plan_says_what_to_do(app, client):
    board = laid_out(app, client)

    assert "まだ二つありません" in board.page(board.week.replace("/week?", "/week/compare?"))


def test_plan_found_beside_changes_by_hand_is_offered_compared_and_chosen(app, client):
    board = laid_out(app, client)
    board.move()
    with app.app_context():
        plan = db.session.query(Plan).one()
        week = week_problem(plan.municipality, plan.week, now=make.NOW)
        found = solve(week.problem, seed=1, deadline=lambda: True)
        newer = save_plan(plan.municipality_id, week, found, by=WORKER, now=make.NOW)
        db.session.commit()
        code = newer.code
    assert "新しい案ができています" in board.page()
    page = board.page(board.week.replace("/week?", "/week/compare?"))
    assert re.search(r"移動の分.*?16.*?16", page, re.DOTALL)

    assert client.post(f"/office/week/plans/{code}/choose").status_code == 303

    with app.app_context():
        states = [one.state for one in db.session.query(Plan).order_by(Plan.id)]
    assert states == [PlanState.DISCARDED, PlanState.DRAFT]


def test_map_draws_the_day_and_says_the_same_in_a_table(app, client):
    board = laid_out(app, client)
    address = board.week.replace("/week?", "/week/map?")

    tuesday, monday = board.page(f"{address}&day=1"), board.page(f"{address}&day=0")

    assert tuesday.count('<polyline class="route') == 4
    assert "1. 14:00" in tuesday
    assert "<desc" in tuesday
    assert "まだいません" in monday
    assert "まだいません" in board.page(f"{address}&day=x")


def test_map_of_booked_lessons(board):
    page = board.page(board.week.replace("/week?", "/week/map?") + "&day=1")

    assert "1. 14:00" in page
