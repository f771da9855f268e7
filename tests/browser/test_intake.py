"""A request typed with the keyboard alone, while somebody speaks: how many keys beside the words?"""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tutor.access.actions import set_password
from tutor.actor import WORKER, Role
from tutor.database import begin_reading, db
from tutor.people.models import Person
from tutor.visit_requests.models import VisitRequest
from tutor.web import compile_pages

pytestmark = pytest.mark.browser
PASSWORD = "うめのはなさく十分長い"
MOST_KEYS = 45


@dataclass
class Keyboard:
    """Words are free; every other key counts."""

    page: Page
    keys: list[str] = field(default_factory=list)

    def words(self, text: str) -> None:
        self.page.keyboard.type(text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keys.append(key)
            self.page.keyboard.press(key)

    def skip_to(self, field: str) -> None:
        """Past fields that stay as they are."""
        for _ in range(10):
            if self.page.evaluate("field => document.activeElement.matches(field)", field):
                return
            self.press("Enter")
        raise AssertionError(f"no way to {field}")

    def fill(self, *texts: str) -> None:
        """One after the other, Enter between them."""
        for text in texts:
            self.words(text)
            self.press("Enter")


@pytest.fixture
def office(page, served):
    """A coordinator at her desk; one learner is known."""
    compile_pages(served)
    page.set_viewport_size({"width": 1280, "height": 800})
    with served.app_context():
        begin_reading(False)
        city = make.municipality(name="みどり野市")
        make.programme(city)
        town = make.town(city, name="川岸", reading="かわぎし")
        home = make.household(town, address="7-1")
        known = make.person(
            "090-1234-5678",
            family_name="菊地",
            given_name="ハル",
            family_reading="きくち",
            given_reading="はる",
            household=home,
        )
        make.learner(person=known, household=home)
        who = make.granted(Role.COORDINATOR, city)
        set_password(who, PASSWORD, by=WORKER, now=make.NOW)
        number = who.code
        db.session.commit()
    page.goto("/enter")
    page.get_by_label("あなたの番号").fill(number)
    page.get_by_label("合言葉").fill(PASSWORD)
    page.get_by_role("button", name="入る").click()
    return Keyboard(page)


def the_request(served):
    begin_reading(False)
    return db.session.query(VisitRequest).one()


def test_new_caller_by_keyboard(office, served):
    page = office.page
    page.goto("/office/requests/new")
    expect(page.locator("#field-telephone")).to_be_focused()

    office.fill("0191-21-8633", "おのでら", "つね", "小野寺", "ツネ", "S19")
    office.press("3", "Enter")  # らくらくスマートフォン
    office.skip_to("#field-address")
    where(office)
    office.fill("孫に写真を送りたい", "大勢の前は恥ずかしい")
    office.press("2", "4", "W", "Control+Enter")

    expect(page.get_by_text("申込を受け付けました")).to_be_visible()
    print(f"\nnew caller: {len(office.keys)} keys")
    assert len(office.keys) <= MOST_KEYS
    with served.app_context():
        taken = the_request(served)
        assert taken.people[0].person.name == "小野寺 ツネ"
        assert taken.phone_kind.value == "rakuraku"
        assert taken.household.town.name == "川岸"
        assert [(wish.weekday, wish.begins.hour) for wish in taken.wishes] == [(1, 9), (3, 9), (1, 13)]


def where(office):
    """The address in one field, as she says it; town and postcode follow from it. At home."""
    office.fill("川岸12-3")
    office.skip_to("#field-way_note")
    office.fill("赤い屋根")
    office.press("Enter")


def test_known_caller_is_chosen_by_one_key(office, served):
    page = office.page
    page.goto("/office/requests/new")
    office.words("0901234")
    expect(page.get_by_text("もう登録のある方かもしれません")).to_be_visible()
    expect(page.locator("#alike")).to_contain_text("菊地 ハル")

    office.press("Alt+1")
    expect(page.locator("#field-goal")).to_be_focused()
    page.locator("#field-telephone").evaluate("field => field.value = ''")
    office.fill("LINEを使いたい")
    office.press("Enter", "1", "T", "Control+Enter")

    expect(page.get_by_text("申込を受け付けました")).to_be_visible()
    print(f"\nknown caller: {len(office.keys)} keys")
    assert len(office.keys) <= MOST_KEYS / 3
    with served.app_context():
        taken = the_request(served)
        assert taken.people[0].person.name == "菊地 ハル"
        assert taken.household.address == "7-1"
        assert taken.phone_kind.value == "android"
        assert db.session.query(Person).filter_by(family_name="菊地").count() == 1


def test_enter_sends_no_half_form(office, served):
    page = office.page
    page.goto("/office/requests/new")

    for _ in range(30):
        office.press("Enter")

    expect(page.locator("#field-note")).to_be_focused()
    assert page.url.endswith("/office/requests/new")
    expect(page.locator("#errors")).to_have_count(0)


def test_search_box_by_keyboard(office, served):
    page = office.page
    page.goto("/office/")
    office.press("/")
    office.words("きく")
    expect(page.locator("#search-found a").first).to_contain_text("菊地 ハル")

    office.press("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp")
    expect(page.locator("#search-text")).to_be_focused()
    office.press("ArrowDown", "Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("菊地")
    page.wait_for_load_state()  # the key belongs to a script, which comes after the heading

    office.press("/")
    office.words("ぬぬ")
    expect(page.get_by_text("「ぬぬ」では見つかりませんでした")).to_be_visible()
    office.press("Escape")
    expect(page.locator("#search-found a")).to_have_count(0)
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "菊地" not in kept
    assert "きく" not in kept
