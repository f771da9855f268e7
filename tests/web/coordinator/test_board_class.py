"""The panel of a class on the board: who is proposed, who else could go, swapped and back."""

import re

import pytest

from tests import make
from tests.matching.planned import draft_of
from tests.matching.test_classes import a_class
from tests.matching.week import City
from tests.web import enter
from tutor.actor import Role
from tutor.database import db
from tutor.matching.models import PlanLesson
from tutor.messaging.wording import load_wordings


class Panel:
    def __init__(self, app, client) -> None:
        self.app, self.client = app, client
        with app.app_context():
            load_wordings(make.NOW)
            city = City()
            tutors = [city.tutor("android", "experienced") for _ in range(3)]
            lesson = a_class(city)
            plan = draft_of(city)
            enter.as_staff(client, Role.COORDINATOR, city.row)
            there = [one.person.code for one in plan.lessons[0].tutors]
            self.at = f"/office/week/plans/{plan.code}/classes/{lesson.code}"
            self.week = f"/office/week?week=2026-11-23&city={city.row.code5}"
            self.gone, self.kept = there
            (self.come,) = {one.person.code for one in tutors} - set(there)
            self.hours = city.tutor("android", hours=()).person.code
            db.session.commit()

    def text(self, query: str = "", **headers) -> str:
        answer = self.client.get(f"{self.at}{query}", headers=headers)
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    def press(self, verb: str, *, part: bool = False, **fields):
        headers = {"HX-Request": "true"} if part else {}
        return self.client.post(f"{self.at}/{verb}", data=fields, headers=headers)

    def proposed(self) -> set[str]:
        with self.app.app_context():
            return {one.person.code for one in db.session.query(PlanLesson).one().tutors}


@pytest.fixture
def panel(app, client):
    return Panel(app, client)


def test_block_and_list_of_the_board_lead_to_the_panel(panel):
    board = panel.client.get(panel.week).text

    assert len(re.findall(rf'href="{panel.at}\?', board)) == 3
    assert "担当の案" in board


def test_panel_is_a_page_and_a_part_and_offers_somebody_else_for_each(panel):
    part = panel.text(**{"HX-Request": "true"})

    assert "<html" in panel.text()
    assert "<html" not in part
    assert part.count("ほかの人に替える") == 2


def test_who_else_could_go_is_offered_at_once_and_tried_before_it_is_taken(panel):
    asked = panel.text(f"?gone={panel.gone}")
    tried = panel.text(f"?gone={panel.gone}&come={panel.come}")

    assert asked.count('class="offer"') == 1
    assert "この人に替える" not in asked
    assert "移動は全員で+0分" in tried
    assert "この人に替える" in tried
    assert panel.proposed() == {panel.gone, panel.kept}


def test_who_cannot_come_is_said_and_not_offered(panel):
    tried = panel.text(f"?gone={panel.gone}&come={panel.hours}")

    assert "来られる時間に、訪問が収まりません" in tried
    assert "この人には替えられません" in tried
    assert panel.press("swap", gone=panel.gone, come=panel.hours).status_code == 409
    assert panel.proposed() == {panel.gone, panel.kept}


@pytest.mark.parametrize("part", [True, False])
def test_swapped_and_undone_with_and_without_scripts(panel, part):
    answer = panel.press("swap", part=part, gone=panel.gone, come=panel.come)
    assert answer.status_code == (200 if part else 303)
    assert panel.proposed() == {panel.come, panel.kept}
    assert f'action="{panel.at}/undo' in panel.client.get(panel.week).text

    panel.press("undo", part=part)

    assert panel.proposed() == {panel.gone, panel.kept}


@pytest.mark.parametrize("fields", [{}, {"gone": "x", "come": "y"}, {"gone": "\x00", "come": "9" * 50}])
def test_nonsense_is_a_sentence_and_changes_nothing(panel, fields):
    assert panel.press("swap", **fields).status_code == 409
    assert panel.text("?gone=x&come=y")
    assert panel.proposed() == {panel.gone, panel.kept}


def test_plan_of_another_city_is_not_there(app, panel):
    with app.app_context():
        stranger = app.test_client()
        enter.as_staff(stranger, Role.COORDINATOR, make.municipality())

    assert stranger.get(panel.at).status_code == 404
    assert stranger.post(f"{panel.at}/swap").status_code == 404
