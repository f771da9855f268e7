"""Every page of the house, looked at as axe, a narrow telephone, large letters and a keyboard see it."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Error, Page
from werkzeug.routing import Rule

from tests import make
from tests.browser.conftest import PHONE, enter
from tests.conftest import empty_tables
from tests.curriculum.real import few_units
from tests.scene import OPEN, City, address, fill
from tests.web.enter import PASSWORD
from tutor.access import actions as access
from tutor.actor import Role
from tutor.database import begin_reading, db
from tutor.messaging.wording import load_wordings
from tutor.office.models import Municipality
from tutor.people.models import Person
from tutor.web.guards import rule_of

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 800}
NARROWEST = 320
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
JUDGE = """async tags => (await axe.run({runOnly: tags, resultTypes: ["violations"]})).violations.map(
    found => `${found.id}: ${found.nodes.slice(0, 2).map(node => node.html.slice(0, 90)).join(" | ")}`)"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDEST = """() => [...document.querySelectorAll("main *, header *, footer *")]
    .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .slice(0, 3).map(one => one.outerHTML.slice(0, 70)).join(" | ")"""
SIZE = "size => { document.documentElement.className = size }"
LARGE = "size => { document.documentElement.style.fontSize = size }"
# What Tab must reach: of a group of radio buttons only one.
TABBABLE = """() => {
    const seen = new Set();
    return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
        .filter(one => !one.disabled && one.type !== "hidden" && one.checkVisibility() && one.tabIndex >= 0)
        .filter(one => one.type !== "radio" || !seen.has(one.name) && seen.add(one.name))
        .length;
}"""
NOTE = """() => {
    document.activeElement.blur();
    window.scrollTo(0, 0);
    window.reached = new Set();
    document.addEventListener("focusin", event => window.reached.add(event.target));
}"""
LONGEST_WALK = 120
PARTS: dict[Role | None, int] = {Role.COORDINATOR: 3}
"""She has half of all pages: in parts, the cores of a machine share them."""


def judged(page: Page) -> Page:
    """Whatever it opens has axe already: half a megabyte sent to each page again took a tenth of the time.

    A frame has not: it would be judged as a part of the page around it, not as the page that it is.
    """
    package = find_spec("axe_playwright_python")
    assert package is not None
    assert package.origin is not None
    axe = next(Path(package.origin).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
    page.add_init_script("if (window.top === window) {" + axe + "}")
    return page


@pytest.fixture(scope="module")
def house(served: Flask) -> City:
    """One thing of each kind."""
    with served.app_context():
        begin_reading(False)
        load_wordings(make.NOW)
        city = fill(served, few_units())
        db.session.commit()
    yield city
    with served.app_context():
        begin_reading(False)
        empty_tables()


def visitor(browser: Browser, served: Flask, city: City, role: Role | None) -> BrowserContext:
    screen = DESK if role in {Role.COORDINATOR, Role.RECEPTION, Role.OFFICER} else PHONE
    context = browser.new_context(viewport=screen, locale="ja-JP", base_url=served.config["ADDRESS"])
    if role is Role.LEARNER:
        context.request.get(f"/c/{_card(served, city)}")
    elif role is not None:
        page = context.new_page()
        enter(page, _number(served, city, role))
        page.close()
    return context


def _number(served: Flask, city: City, role: Role) -> str:
    with served.app_context():
        begin_reading(False)
        place = db.session.query(Municipality).filter_by(code5=city.code5).one()
        who = _tutor(place) if role is Role.TUTOR else make.granted(role, place)
        access.set_password(who, PASSWORD, by=make.actor(), now=make.NOW)
        db.session.commit()
        return who.code


def _tutor(place: Municipality) -> Person:
    """Of that city, whose training is there too."""
    person = make.tutor(household=make.household(make.town(place))).person
    assert isinstance(person, Person)
    return person


def _card(served: Flask, city: City) -> str:
    with served.app_context():
        begin_reading(False)
        learner = db.session.query(Person).filter_by(code=city.codes["people"]["code"]).one()
        code = access.issue_card(learner, by=make.actor(), now=make.NOW)
        db.session.commit()
        return code


def addresses(served: Flask, city: City, role: Role | None) -> list[str]:
    """All that this role may open first; a page of several roles is looked at once."""
    return sorted(
        address(rule, city) if rule.arguments else rule.rule
        for rule in served.url_map.iter_rules()
        if "GET" in rule.methods and rule.endpoint not in OPEN and first_role(served, rule) is role
    )


def lent(city: City) -> list[str]:
    """What anybody opens who has a code."""
    code = city.codes["shares"]["code"]
    return [f"/s/{code}", f"/s/{code}/done", "/s/ZZZZZZ"]


def first_role(served: Flask, rule: Rule) -> Role | None:
    with served.app_context():
        allowed = rule_of(rule.endpoint)
    assert allowed is not None, rule
    return next((role for role in Role if role in allowed.roles), None)


def faults_of(page: Page, path: str) -> list[str]:
    try:
        answer = page.goto(path)
    except Error as why:
        if "Download is starting" in why.message:
            return []
        raise
    if answer is None or "text/html" not in answer.headers.get("content-type", ""):
        return []  # a calendar, a script
    found = [str(one) for one in page.evaluate(JUDGE, TAGS)]
    found += off_the_keyboard(page)
    found += at_other_sizes(page)
    own_size = page.viewport_size or PHONE
    for size, letters in ((NARROWEST, ""), (PHONE["width"], "200%")):
        page.set_viewport_size({"width": size, "height": 700})
        page.evaluate(LARGE, letters)
        if (over := page.evaluate(SIDEWAYS)) > 0:
            widest = page.evaluate(WIDEST)
            found.append(f"{over} px too wide at {size} px, letters {letters or '100%'}: {widest}")
    page.set_viewport_size(own_size)
    return found


def at_other_sizes(page: Page) -> list[str]:
    """A learner's page is judged at the two larger sizes as well; its body says whose it is."""
    if page.locator("body.learner").count() == 0:
        return []
    found = []
    for size in ("size-125", "size-150"):
        page.evaluate(SIZE, size)
        found += [f"{size}: {one}" for one in page.evaluate(JUDGE, TAGS)]
    page.evaluate(SIZE, "")
    return found


def off_the_keyboard(page: Page) -> list[str]:
    """Tab from the top must come to everything that can be pressed, and out again."""
    wanted = min(int(page.evaluate(TABBABLE)), LONGEST_WALK)
    page.evaluate(NOTE)
    for pressed in range(2 * wanted + 10):  # the parts of a date are stops of their own
        if pressed >= wanted and page.evaluate("reached.size") >= wanted:
            return []
        page.keyboard.press("Tab")
    return [f"Tab does not reach all {wanted}"]


@pytest.mark.parametrize(
    ("role", "part"),
    [
        pytest.param(role, part, id=f"{role.value if role else 'nobody'}-{part + 1}")
        for role in (None, *Role)
        for part in range(PARTS.get(role, 1))
    ],
)
def test_page_is_sound_narrow_large_and_by_keyboard(browser, served, house, role, part):
    paths = addresses(served, house, role)[part :: PARTS.get(role, 1)] + ([] if role else lent(house))
    context = visitor(browser, served, house, role)
    page = judged(context.new_page())
    found = {path: faults for path in paths if (faults := faults_of(page, path))}
    context.close()

    assert paths
    assert found == {}, found
