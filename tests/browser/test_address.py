"""What only a browser shows of addresses: the answer that comes while one still speaks."""

import pytest

from tests import make
from tests.browser.conftest import enter
from tests.web.enter import PASSWORD
from tutor.access.actions import set_password
from tutor.actor import Role
from tutor.database import db
from tutor.places.models import Koaza

pytestmark = pytest.mark.browser


@pytest.fixture
def at_the_telephone(served, page):
    with served.app_context():
        place = make.municipality(name="一関市")
        make.programme(place)
        valley = make.town(place, name="厳美町", reading="げんびちょう", radius_km=16.8)
        make.add(Koaza(town=valley, name="沖野々", lat=38.94, lng=141.05, source="test"))
        who = make.granted(Role.COORDINATOR, place)
        set_password(who, PASSWORD, by=make.actor(), now=make.NOW)
        number = who.code
        db.session.commit()
    enter(page, number)
    page.goto("/office/requests/new")
    return page


def test_leaving_the_address_field_says_what_to_ask_next(at_the_telephone):
    page = at_the_telephone

    page.fill("[name=address]", "厳美町字入道200")
    page.press("[name=address]", "Tab")
    page.get_by_text("小字を聞いてください：沖野々").wait_for()

    page.fill("[name=address]", "厳美町字沖野々116")
    page.press("[name=address]", "Tab")
    page.get_by_text("小字を聞いてください").wait_for(state="detached")
    assert page.input_value("[name=address]") == "厳美町字沖野々116"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
