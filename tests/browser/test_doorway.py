"""A whole lesson written down by tapping, on a telephone, with cookies and CSRF as when served."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.conftest import PHONE
from tests.web import enter
from tests.web.tutors import scene
from tutor.access.actions import set_password
from tutor.actor import WORKER
from tutor.database import begin_reading, db
from tutor.learning.models import Homework
from tutor.lessons.models import Lesson, LessonState

pytestmark = pytest.mark.browser


@pytest.fixture
def door(served, page):
    """Signed in by typing; two learners wait behind the door."""
    with served.app_context():
        begin_reading(False)
        lesson, pair = scene.booked(learners=2)
        set_password(pair[0].person, enter.PASSWORD, by=WORKER, now=make.NOW)
        code, number = lesson.code, pair[0].person.code
        db.session.commit()
    page.goto("/enter")
    page.get_by_label("あなたの番号").fill(number)
    page.get_by_label("合言葉").fill(enter.PASSWORD)
    page.get_by_role("button", name="入る").click()
    return code


def tap_circles(page, value: int) -> None:
    for row in page.locator("fieldset.marks").all():
        row.locator("label").nth(value).click()


def test_lesson_is_logged_by_tapping(served, page, door):
    page.get_by_role("link", name="記録を開く").click()
    page.get_by_role("button", name="2人とも来た").click()
    tap_circles(page, 2)
    page.get_by_role("button", name="見立てを送る").click()
    expect(page.get_by_text("見立てを受け取りました。")).to_be_in_viewport()
    page.get_by_role("button", name="宿題を決める").click()
    page.get_by_label("つぎの人への一言").fill("カメラから")
    page.get_by_label("つぎの訪問もお願いされた").check()
    page.get_by_role("button", name="記録を終える").click()

    expect(page.get_by_text("記録を終えました。")).to_be_visible()
    with served.app_context():
        lesson = db.session.query(Lesson).filter_by(code=door).one()
        assert lesson.state is LessonState.FINISHED
        assert [note.text for note in lesson.notes] == ["カメラから"]
        assert db.session.query(Homework).count() == 2
        db.session.rollback()


def test_every_step_fits_the_telephone_and_its_button_is_under_the_thumb(page, door):
    page.goto(f"/tutor/lessons/{door}")
    widths = [page.evaluate("document.documentElement.scrollWidth")]
    page.get_by_role("button", name="2人とも来た").click()
    # A press returns before the next page has its style sheet; the fieldset stands on that page only.
    page.locator("fieldset.marks").first.wait_for()
    page.wait_for_load_state("load")
    widths.append(page.evaluate("document.documentElement.scrollWidth"))
    page.locator("fieldset.marks").first.scroll_into_view_if_needed()

    button = page.get_by_role("button", name="見立てを送る").bounding_box()

    assert max(widths) <= PHONE["width"]
    assert button["y"] > PHONE["height"] / 2
    assert button["height"] >= 64
    for circle in page.locator(".mark").all():
        assert circle.bounding_box()["height"] >= 48


def test_who_missed_takes_two_taps(page, door):
    page.goto(f"/tutor/lessons/{door}")

    page.locator("summary", has_text="来なかった").first.click()
    page.get_by_role("button", name="体の調子").click()

    expect(page.get_by_text("体の調子").first).to_be_visible()
    expect(page.get_by_role("button", name="のこりの1人")).to_have_count(0)
