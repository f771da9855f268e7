"""The table of skills beside three frameworks, for the desk and for the city."""

from dataclasses import replace

import pytest

from tests import make
from tests.curriculum.real import SUMAHO, publish_sumaho
from tests.web import enter
from tutor.actor import Role
from tutor.curriculum.reader import read_curriculum

TAX = {"tax-choose", "tax-fake"}
BOTH = [(Role.COORDINATOR, "/office/crosswalk"), (Role.OFFICER, "/city/crosswalk")]


def inside(app, client, role, *, content=None):
    with app.app_context():
        if content:
            publish_sumaho(content)
        enter.as_staff(client, role, make.municipality())


@pytest.mark.parametrize(("role", "address"), BOTH)
def test_every_skill_is_there_and_gaps_are_named(app, client, role, address):
    read = read_curriculum(SUMAHO)
    content = replace(read, skills=tuple(one for one in read.skills if one.key not in TAX))
    inside(app, client, role, content=content)
    text = client.get(address).get_data(as_text=True)

    for skill in content.skills:
        assert f'<th scope="row">{skill.text}</th>' in text
    assert '応用: e-Tax <span class="tag waiting">まだありません</span>' in text
    assert "あたるものなし" in text
    assert "DigComp 2.2" in text


def test_in_english_items_have_english_names(app, client):
    inside(app, client, Role.OFFICER, content=read_curriculum(SUMAHO))
    client.post("/language", data={"language": "en", "next": "/city/"})

    assert "1.1 Browsing, searching, filtering" in client.get("/city/crosswalk").get_data(as_text=True)


@pytest.mark.parametrize(("role", "address"), BOTH)
def test_without_a_curriculum_it_says_so(app, client, role, address):
    inside(app, client, role)

    assert "教材はまだありません。" in client.get(address).get_data(as_text=True)


def test_what_is_not_for_learners_is_not_compared(app, client):
    inside(app, client, Role.OFFICER, content=replace(read_curriculum(SUMAHO), audience="families"))

    assert "<th scope" not in client.get("/city/crosswalk").get_data(as_text=True)
