"""Over HTTP: why a visit stands where it stands or nowhere, what fits at once, and what would help."""

import re
from datetime import timedelta

import pytest

from tests import make
from tests.matching.week import wish
from tests.web.coordinator.desk import Board, laid_out
from tutor.database import db
from tutor.lessons.models import Came
from tutor.matching.models import PlanVisit
from tutor.people.models import Tutor
from tutor.visit_requests.models import RequestedPerson, VisitRequest


@pytest.fixture
def board(app, client):
    return laid_out(app, client)


@pytest.fixture
def full(app, client):
    """Three requests for an afternoon in which two fit; the board stands before the third."""
    board = laid_out(app, client, requests=3)
    with app.app_context():
        waiting = db.session.query(PlanVisit).filter_by(starts_at=None).one()
        board.visit = waiting.code
        return board


def part(board: Board, query: str = "") -> str:
    return board.client.get(f"{board.at}{query}", headers={"HX-Request": "true"}).get_data(as_text=True)


def test_visit_with_a_place_says_why_these_two_when_asked(board):
    assert "この2人が行くわけを見る" in part(board)
    assert "この訪問で" not in part(board)

    page = part(board, "?why=1")

    assert "Androidを教えられます" in page
    assert "ほかに行ける組み合わせはありません。" in page


def test_visit_without_a_place_says_of_each_half_day_why_not(full):
    page = part(full)

    assert "11月24日(火)の午後" in page
    assert "みなほかの訪問に入っています。" in page
    assert "その日の回数がいっぱいです" in page
    assert "決まりを守って入れられる所が、ありません。" in page


def test_what_would_help_is_looked_for_when_asked(full):
    assert "入らなくなります" not in part(full)

    page = part(full, "?help=1")

    assert "入らなくなります" in page
    assert "電話では伝えないでください" in page


def test_visit_left_out_is_put_back_with_one_press(board):
    board.press("leave-out")

    page = part(board)
    form = re.search(r'<form class="offer".*?</form>', page, re.DOTALL)[0]
    fields = dict(re.findall(r'name="(version|on|at)" value="([^"]*)"', form))
    tutors = re.findall(r'name="tutor" value="([^"]*)"', form)
    answer = board.client.post(f"{board.at}/move", data=fields | {"tutor": tutors})

    assert "この半日なら、入れられます。" in page
    assert "どうすれば行けるか" not in page
    assert answer.status_code == 303
    assert board.standing().starts_at is not None
    assert sorted(tutors) == sorted(board.tutors)


def test_who_was_there_last_time_is_told_with_the_place(app, board):
    board.press("leave-out")
    assert "前回の学生講師" not in part(board)
    with app.app_context():
        tutor, learner = (
            db.session.query(Tutor).first(),
            db.session.query(RequestedPerson).one().person.learner,
        )
        held = make.lesson((tutor,), (learner,), starts_at=make.NOW - timedelta(days=7))
        held.attendances[0].came = Came.CAME
        name = tutor.person.family_name
        db.session.commit()

    assert f"前回の学生講師：{name}" in part(board)


def test_request_taken_in_from_its_page_shows_what_fits(app, board):
    board.press("leave-out")
    with app.app_context():
        code = db.session.query(VisitRequest).one().code

    page = board.page(f"/office/requests/{code}")
    address = re.search(r'action="([^"]+/take-in[^"]*)"', page)[1].replace("&amp;", "&")
    answer = board.client.post(address)

    assert answer.status_code == 303
    assert f"/week/plans/{board.plan}/visits/{code}" in answer.location
    assert "ここに入れる" in board.page(answer.location)


def test_request_whose_half_days_are_over_says_so(app, board):
    board.press("leave-out")
    with app.app_context():
        asked = db.session.query(VisitRequest).one()
        asked.wishes = [wish(6)]
        db.session.commit()

    assert "来られる学生講師がいません。" in part(board)
