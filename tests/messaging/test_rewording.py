"""Staff put a text into other words: the next number, used from now on, and what was sent stays as it was."""

from datetime import timedelta

import pytest

from tests import make
from tests.messaging.telling import tell
from tutor.actor import Role
from tutor.database import db
from tutor.errors import NotFound, Refused
from tutor.messaging import rewording, wording
from tutor.messaging.longest import longest
from tutor.messaging.models import Channel, Wording
from tutor.messaging.rewording import Slot, reword, slot, versions

BOOKED = Slot("lesson_booked", "ja", Channel.SMS)
OURS = "レッスンは{date}{time}です。担当は{tutors}。電話{office_phone}"
LATER = make.NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def words(database):
    wording.load_wordings(make.NOW)


@pytest.fixture
def by():
    return make.actor(Role.COORDINATOR, who=make.person())


def change(by, body=OURS, *, seen=1, where=BOOKED):
    names = longest(where.language, by=by)
    return reword(where, body, seen=seen, longest=names, by=by, now=LATER)


def numbers(where=BOOKED):
    return [(row.n, row.by_id) for row in versions(where)]


def test_new_words_are_the_next_number_with_day_and_person(by):
    made = change(by)

    assert (made.n, made.created_at, made.by_id) == (2, LATER, by.person_id)
    assert numbers() == [(2, by.person_id), (1, None)]
    assert wording.newest(["lesson_booked"], "ja", Channel.SMS, now=LATER).body == OURS


def test_what_was_queued_keeps_its_words_and_the_next_message_has_the_new_ones(by):
    before = tell(make.person("090-1111-2222"))[0]
    said = before.body
    change(by)
    after = tell(make.person("090-1111-3333"), about_id=8)[0]

    assert (before.body, before.wording_n) == (said, 1)
    assert (after.body, after.wording_n) == (
        "レッスンは11月25日(水)10:00です。担当は佐藤・高橋。電話0191-21-8633",
        2,
    )


def test_the_same_words_again_are_no_new_number(by):
    change(by)

    assert change(by, OURS + "\r\n ", seen=2).n == 2
    assert change(by, OURS, seen=1).n == 2, "pressed twice"
    assert len(numbers()) == 2


def test_who_was_slower_is_told_and_nothing_is_lost(by):
    change(by)

    with pytest.raises(Refused, match="ほかの人がさきに"):
        change(by, OURS + "。", seen=1)
    assert len(numbers()) == 2


def test_a_fault_leaves_everything_as_it_was(by):
    with pytest.raises(Refused, match=r"{nickname}は、この文面では使えません"):
        change(by, OURS + "{nickname}")
    with pytest.raises(Refused, match=r"{時刻}がありません.*{担当}がありません"):
        change(by, "{date}、{office_phone}")
    assert len(numbers()) == 1


def test_length_is_judged_with_the_longest_names(by):
    """201 units with the four kanji each that stand for nobody; two people with five make it too long."""
    body = OURS + "あ" * (201 - 49)
    assert change(by, body).n == 2
    (
        make.tutor(person=make.person(family_name="東恩納原子")),
        make.tutor(person=make.person(family_name="西伊敷山田")),
    )

    with pytest.raises(Refused, match="4通"):
        change(by, body + "。", seen=2)


def test_a_language_without_words_gets_its_first(by):
    where = Slot("staffing_booked", "en", Channel.SMS)
    body = "You teach on {date} at {time}: {tutors}. Tel. {office_phone}"

    assert change(by, body, seen=0, where=where).n == 1
    assert wording.newest(["staffing_booked"], "en", Channel.SMS, now=LATER).body == body


def test_a_copy_must_say_whose_lesson_it_is(by):
    with pytest.raises(Refused, match=r"{宛名}がありません"):
        change(by, OURS, where=Slot("lesson_booked_copy", "ja", Channel.SMS))


@pytest.mark.parametrize(
    ("key", "name", "known"),
    [
        ("lesson_booked", "place", True),
        ("lesson_booked", "old_date", False),
        ("lesson_booked", "address", False),
        ("lesson_booked_class", "address", True),
        ("lesson_booked_class", "tutors", True),
        ("lesson_moved_copy", "old_time", True),
        ("own_request_received", "code", True),
        ("lesson_booked", "code", False),
        ("staffing_offer", "until", True),
    ],
)
def test_a_text_may_use_what_its_purpose_fills(key, name, known):
    assert (name in Slot(key, "ja", Channel.SMS).known) is known


@pytest.mark.parametrize(
    "asked",
    [
        ("nonsense", "ja", "sms"),
        ("lesson_booked", "fr", "sms"),
        ("lesson_booked", "ja", "letter"),
        ("", "", ""),
    ],
)
def test_there_is_nothing_to_edit_for_a_purpose_that_does_not_exist(asked):
    with pytest.raises(NotFound):
        slot(*asked)


def test_messages_are_counted_by_number_and_only_of_ones_own_cities(by):
    here, there = make.municipality(), make.municipality()
    mine = make.actor(Role.COORDINATOR, place=here)
    tell(make.person("090-1111-2222"), municipality_id=here.id)
    tell(make.person("090-1111-3333"), municipality_id=there.id, about_id=8)

    assert [len(one) for one in rewording.made_with(BOOKED, by=mine).values()] == [1]
    assert rewording.used(BOOKED, by=mine) == {1: 1}
    assert rewording.used(BOOKED, by=by) == {1: 2}


def test_what_was_made_is_shown_as_it_was_written_until_its_words_are_erased(by):
    first = tell(make.person("090-1111-2222"))[0]
    change(by)
    second = tell(make.person("090-1111-3333"), about_id=8)[0]

    assert rewording.made_with(BOOKED, by=by) == {2: [second], 1: [first]}
    first.body = None
    assert rewording.made_with(BOOKED, by=by) == {2: [second]}
    assert rewording.used(BOOKED, by=by) == {2: 1, 1: 1}


def test_newest_of_a_language_are_found_together(by):
    change(by)

    found = rewording.newest("ja")

    assert found[BOOKED].n == 2
    assert {one.language for one in found} == {"ja"}
    assert db.session.query(Wording).count() == len(wording.shipped()) + 1
