"""The board of a week over HTTP: with and without scripts the same moves, and never over a colleague's."""

import re

import pytest

from tests import make
from tests.matching.week import wish
from tests.web import enter
from tests.web.coordinator.desk import laid_out
from tutor.actor import Role
from tutor.database import db
from tutor.local_time import clock_time
from tutor.matching.models import BoardStep, Plan, PlanVisit
from tutor.office.models import Municipality
from tutor.visit_requests.models import Origin, RequestedPerson, VisitRequest


@pytest.fixture
def board(app, client):
    return laid_out(app, client)


def test_board_shows_tutors_hours_visits_and_load(board):
    page = board.page()

    assert page.count('class="visit proposed') == 2
    assert "1／5件" in page
    assert board.given in page
    assert "14:00" in page


def test_visit_opens_as_a_page_and_as_a_part(board):
    whole = board.page(board.at)
    part = board.client.get(board.at, headers={"HX-Request": "true"}).get_data(as_text=True)

    assert "<html" in whole
    assert "<html" not in part
    assert "写真を送りたい" in part
    assert "行きに4分" in part


def test_move_is_tried_first_and_says_what_it_costs(board):
    query = "&".join(["on=1", "at=15:00", *(f"tutor={code}" for code in board.tutors)])

    page = board.page(f"{board.at}?{query}")

    assert "移動は全員で+0分、点数は+0点" in page
    assert "この内容で動かす" in page
    assert board.standing().version == 1


def test_better_places_are_offered(app, client):
    board = laid_out(app, client, more_tutors=1)

    page = board.page(f"{board.at}?best=1")

    assert page.count('class="offer"') == 2


def test_soft_rule_asks_for_the_reason_and_a_firm_one_does_not_offer_the_move(board):
    tutors = "".join(f"&tutor={code}" for code in board.tutors)

    soft = board.page(f"{board.at}?on=1&at=12:30{tutors}")
    firm = board.page(f"{board.at}?on=1&at=19:00{tutors}")

    assert "希望の半日ではありません" in soft
    assert "それでも動かすわけ" in soft
    assert "ここには動かせません" in firm
    assert "この内容で動かす" not in firm


def test_dropped_on_a_half_day_the_best_time_is_found(board):
    tutors = "".join(f"&tutor={code}" for code in board.tutors)

    assert "11月24日(火) 14:00" in board.page(f"{board.at}?on=1&half=pm{tutors}")


def test_nonsense_in_the_panel_is_answered_with_a_sentence(board):
    assert "曜日と時刻をえらんで" in board.page(
        f"{board.at}?on=9&at=x" + "".join(f"&tutor={c}" for c in board.tutors)
    )
    assert "学生講師を2人" in board.page(f"{board.at}?on=1&at=15:00&tutor=NOBODY")


def test_moved_by_form_it_stands_there_and_the_board_says_so(board):
    answer = board.move()

    assert answer.status_code == 303
    assert answer.location.endswith(f"#v-{board.visit}")
    page = board.page()
    assert "15:00" in page
    assert "固定" in page
    assert "もとにもどす" in page


def test_filter_survives_a_move(board):
    answer = board.client.post(
        f"{board.at}/move?day=1&town=本町",
        data={"version": "1", "on": "1", "at": "15:00", "tutor": board.tutors},
    )

    assert "day=1" in answer.location
    assert "town=" in answer.location


def test_moved_with_scripts_only_what_changed_comes_back(app, client):
    board = laid_out(app, client, more_tutors=3)
    mark = re.search(r'name="mark" value="([^"]+)"', board.page())[1]

    text = board.move(part=True, tutor=board.tutors[:2], mark=mark).get_data(as_text=True)

    rows = re.findall(r'<tr id="row-(\w+)"', text)
    assert sorted(rows) == sorted(board.tutors[:2])
    assert "動かしました" in text
    assert 'id="pulse"' in text
    assert "<html" not in text


def test_screen_that_is_behind_is_answered_with_409_and_nothing_is_lost(board):
    board.move("15:00")

    answer = board.move("14:30")

    assert answer.status_code == 409
    sentence = answer.get_data(as_text=True)
    assert "この画面は古くなっています" in sentence
    assert "今は、11月24日(火) 15:00" in sentence
    assert clock_time(board.standing().starts_at) == "15:00"


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40])
def test_form_without_a_version_changes_nothing(board, version):
    assert board.move(version=version).status_code == 409
    assert board.standing().version == 1


def test_pinned_left_out_held_released_and_undone(app, board):
    for verb, version, fields in (
        ("pin", 1, {"pinned": "1"}),
        ("leave-out", 2, {}),
        ("hold", 3, {"because": "入院中"}),
        ("release", 4, {}),
    ):
        assert board.press(verb, version=str(version), **fields).status_code == 303, verb
    for _ in range(4):
        assert board.press("undo").status_code == 303
    with app.app_context():
        visit = db.session.query(PlanVisit).one()
        assert (visit.starts_at is not None, visit.pinned, visit.version) == (True, False, 9)
        assert db.session.query(BoardStep).count() == 8


def test_held_request_is_listed_with_who_and_why(board):
    board.press("hold", because="入院中")

    page = board.page()

    assert "止めている申込" in page
    assert "入院中" in page
    assert "千葉さんが" in page


def test_undo_with_nothing_to_undo_says_so(board):
    assert "もとにもどす変更がありません" in board.press("undo").get_data(as_text=True)


def test_pulse_answers_nothing_until_something_has_changed(app, client):
    board = laid_out(app, client, more_tutors=3)
    mark = re.search(r'name="mark" value="([^"]+)"', board.page())[1]
    pulse = board.week.replace("/week?", "/week/pulse?") + f"&mark={mark}"
    assert client.get(pulse).status_code == 204

    board.move(tutor=board.tutors[:2])

    text = client.get(pulse).get_data(as_text=True)
    assert sorted(re.findall(r'<tr id="row-(\w+)"', text)) == sorted(board.tutors[:2])
    assert 'hx-swap-oob="true"' in text


def test_pulse_brings_the_whole_table_when_more_has_changed(app, board):
    mark = re.search(r'name="mark" value="([^"]+)"', board.page())[1]
    with app.app_context():
        plan = db.session.query(Plan).one()
        make.lesson((plan.visits[0].tutors[0],), programme=plan.visits[0].request.programme)
        db.session.commit()

    text = board.page(board.week.replace("/week?", "/week/pulse?") + f"&mark={mark}")

    assert 'id="board-table"' in text
    assert "決定" in text


def test_pulse_asks_one_read_when_nothing_has_changed(board, count_queries):
    mark = re.search(r'name="mark" value="([^"]+)"', board.page())[1]
    pulse = board.week.replace("/week?", "/week/pulse?") + f"&mark={mark}"

    assert count_queries(lambda: board.page(pulse)) <= 6


def test_filters_show_one_day_one_tutor_and_dim_other_towns(board):
    page = board.page(f"{board.week}&day=1&tutor_row={board.tutors[0]}&town=どこか")

    assert page.count("<tr id=") == 1
    assert page.count('colspan="2"') == 1
    assert "visit proposed dim" in page


def test_lesson_of_another_city_shows_only_that_the_tutor_is_taken(app, board):
    with app.app_context():
        plan = db.session.query(Plan).one()
        stranger = make.learner(person=make.person(family_name="よその人", household=make.household()))
        make.lesson((plan.visits[0].tutors[0],), (stranger,))
        db.session.commit()

    page = board.page()

    assert "ほかの市町" in page
    assert "よその人" not in page


def test_request_that_came_later_is_listed_and_can_be_taken_in(app, board):
    with app.app_context():
        plan = db.session.query(Plan).one()
        old = plan.visits[0].request
        learner = make.learner(db.session.get_one(Municipality, plan.municipality_id))
        made = make.add(
            VisitRequest(
                created_at=make.NOW, form_key="later", programme=old.programme, phone_kind=old.phone_kind,
                goal="地図", origin_kind=Origin.TELEPHONE, household=learner.person.household,
                people=[RequestedPerson(n=1, person=learner.person)], wishes=[wish(1)],
            )
        )  # fmt: skip
        code = made.code
        db.session.commit()
    assert "この計画に加える" in board.page()

    at = f"/office/week/plans/{board.plan}/visits/{code}"
    assert [board.client.post(f"{at}/take-in").status_code for _ in range(2)] == [303, 303]

    assert "計画を作ったあとに来た申込です" in board.page()
    assert "計画に入っていません" in board.page(at)


def test_colleague_of_another_city_finds_neither_visit_nor_pulse(app, board):
    other = app.test_client()
    with app.app_context():
        enter.as_staff(other, Role.COORDINATOR, make.municipality())

    assert other.get(board.at).status_code == 404
    assert other.get(board.week.replace("/week?", "/week/pulse?")).status_code == 404
    assert other.post(f"{board.at}/move", data={"version": "1"}).status_code == 404


def queries(app, count_queries, requests: int) -> int:
    board = laid_out(app, app.test_client(), requests=requests, more_tutors=requests)
    board.page()
    return count_queries(board.page)


def test_board_asks_the_same_few_questions_however_full_it_is(app, client, count_queries):
    few, many = (queries(app, count_queries, n) for n in (2, 12))

    assert few == many
    # Two of them begin the transaction.
    assert many - 2 <= 12
