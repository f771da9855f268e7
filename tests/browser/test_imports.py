"""What only a browser shows of an import: the page that changes by itself when the file has been read."""

import pytest

from tests import make
from tests.browser.conftest import enter
from tests.imports.files import city_with
from tests.web.enter import PASSWORD
from tutor.access.actions import set_password
from tutor.actor import Role
from tutor.cli import working
from tutor.database import db
from tutor.imports.actions import CHECK
from tutor.jobs.models import Job

pytestmark = pytest.mark.browser

LIST = {"name": "meibo.csv", "mimeType": "text/csv"}


@pytest.fixture
def at_the_desk(served, page):
    with served.app_context():
        who = make.granted(Role.COORDINATOR, city_with("本町"))
        set_password(who, PASSWORD, by=make.actor(), now=make.NOW)
        number = who.code
        db.session.commit()
    enter(page, number)
    page.goto("/office/imports")
    return page


def test_preview_comes_by_itself_when_the_file_is_read(served, at_the_desk):
    page = at_the_desk
    text = "氏名,ふりがな,町\n千葉 花子,ちば はなこ,本町\n"
    page.set_input_files("[name=file]", {**LIST, "buffer": text.encode("cp932")})
    page.get_by_role("button", name="中身を確かめる").click()
    page.get_by_text("順番を待っています").wait_for()

    with served.app_context():
        working.do(db.session.query(Job).filter_by(kind=CHECK).one().code)

    page.get_by_role("button", name="取り込む", exact=True).wait_for()
    assert page.get_by_role("cell", name="千葉 花子").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
