"""What would be said, before anybody says it."""

from datetime import timedelta

import pytest

from tests import make
from tests.messaging.telling import all_messages, tell
from tutor.database import db
from tutor.errors import Refused
from tutor.messaging.actions import withdraw
from tutor.messaging.models import Channel
from tutor.messaging.preview import preview, to_ring
from tutor.messaging.wording import load_wordings

MORNING = make.NOW.replace(hour=22, minute=30)  # 07:30 in Japan, the day after
TEN = MORNING + timedelta(hours=2, minutes=30)


@pytest.fixture(autouse=True)
def words(database):
    load_wordings(make.NOW)


def test_shows_texts_and_calls_and_keeps_neither():
    with_mobile = make.person("090-1111-2222", family_name="千葉")
    without = make.person(family_name="小野寺")

    found = preview(lambda: tell(with_mobile, without))

    assert [one.names[0].split()[0] for one in found.texts] == ["千葉"]
    assert found.texts[0].number == "+819011112222"
    assert "レッスンが決まりました" in found.texts[0].body
    assert [one.names[0].split()[0] for one in found.calls] == ["小野寺"]
    assert found.counts == {Channel.SMS: 1, Channel.STAFF_CALL: 1}
    assert all_messages() == []


def test_what_was_shown_can_be_done_afterwards():
    person = make.person("090-1111-2222")
    preview(lambda: tell(person))

    tell(person)
    db.session.commit()

    assert len(all_messages()) == 1


def test_what_the_act_itself_takes_back_is_not_shown():
    person = make.person("090-1111-2222")

    def act():
        tell(person)
        withdraw(about_kind="lesson", about_id=7, now=make.NOW)

    assert preview(act).messages == ()


def test_message_that_was_there_before_is_neither_shown_nor_withdrawn():
    person = make.person("090-1111-2222")
    tell(person)

    found = preview(lambda: withdraw(about_kind="lesson", about_id=7, now=make.NOW))

    assert found.messages == ()
    assert [one.state.value for one in all_messages()] == ["due"]


def test_refusal_passes_and_leaves_nothing():
    person = make.person("090-1111-2222")

    def act():
        tell(person)
        raise Refused("だめです。")

    with pytest.raises(Refused):
        preview(act)
    assert all_messages() == []


def test_most_urgent_stands_first():
    one, two = make.person("090-1111-2222"), make.person("090-1111-3333")

    def act():
        tell(one, not_after=make.NOW + timedelta(days=2))
        tell(two, about_id=8, not_after=make.NOW + timedelta(days=1))

    assert [said.number for said in preview(act).messages] == ["+819011113333", "+819011112222"]


@pytest.mark.parametrize(
    ("number", "until", "rung"),
    [
        ("090-1111-2222", TEN, True),
        ("090-1111-2222", TEN + timedelta(hours=3), False),
        ("0191-22-3333", TEN, True),
        ("0191-22-3333", TEN + timedelta(hours=3), False),
        (None, TEN + timedelta(hours=3), True),
    ],
)
def test_at_half_past_seven_is_rung_who_must_know_before_eleven_or_has_no_number(number, until, rung):
    person = make.person(number)

    assert to_ring([person], until=until, now=MORNING) == ([person.name] if rung else [])
