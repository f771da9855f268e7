"""Who has no number is written to: which letters there are, that they are in the post, or are not yet."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import make
from tests.messaging.telling import FIELDS, all_messages, events, tell
from tutor.actor import Actor, Role
from tutor.changes.models import Change
from tutor.database import db
from tutor.errors import Refused
from tutor.messaging import letters, preview, queries, rewording
from tutor.messaging.actions import finish_call, withdraw
from tutor.messaging.fields import Names
from tutor.messaging.models import Channel, Message, MessageState
from tutor.people.models import Person

pytestmark = pytest.mark.usefixtures("database")

S = MessageState
LATER = make.NOW + timedelta(hours=1)


@pytest.fixture
def by(database) -> Actor:
    return make.actor(Role.COORDINATOR, who=make.person())


def nobody_can_ring(**values) -> Person:
    return make.learner(make.municipality(), phone=None, **values).person


def owed(**values) -> Message:
    [letter] = tell(nobody_can_ring(), **values)
    db.session.commit()
    return letter


def test_who_has_no_number_gets_the_words_of_the_call_with_names_as_they_are_written(by: Actor) -> None:
    tutors = Names((("佐藤", "さとう"), ("高橋", "たかはし")))
    letter = owed(fields={**FIELDS, "tutors": tutors})
    assert (letter.channel, letter.state) == (Channel.LETTER, S.DUE)
    assert "スマホのレッスンが11月25日(水)10:00に決まりました。" in (letter.body or "")
    assert "担当は佐藤・高橋です。" in (letter.body or "")
    assert list(letters.to_post(by=by, now=make.NOW)) == [letter]
    assert queries.ring_list(by=by, now=make.NOW) == []


def test_what_was_written_counts_as_made_with_the_words_of_the_call(by: Actor) -> None:
    letter = owed()
    slot = rewording.slot("lesson_booked", "ja", "voice")
    assert rewording.used(slot, by=by) == {letter.wording_n: 1}


@pytest.mark.parametrize(
    "values",
    [
        {"not_after": make.NOW + timedelta(days=2, hours=23)},
        {"ring": True},
        {"purpose": "staffing_booked"},
    ],
    ids=["the post is too slow", "only a talk settles it", "nothing that a letter could say"],
)
def test_what_a_letter_cannot_do_stays_on_the_ring_list(values: dict, by: Actor) -> None:
    call = owed(**values)
    assert call.channel is Channel.STAFF_CALL
    assert (list(letters.to_post(by=by, now=make.NOW)), queries.ring_list(by=by, now=make.NOW)) == (
        [],
        [call],
    )


def test_who_can_be_rung_and_who_is_no_learner_is_not_written_to() -> None:
    [landline] = tell(make.learner(make.municipality(), phone="0191-21-8633").person)
    [helper] = tell(make.person(None), about_id=8)
    assert (landline.channel, helper.channel) == (Channel.VOICE, Channel.STAFF_CALL)


def test_not_posted_in_time_somebody_must_tell_it_in_another_way(by: Actor) -> None:
    letter = owed()
    assert list(letters.to_post(by=by, now=LATER)) == []
    assert queries.ring_list(by=by, now=LATER) == [letter]
    with db.session.no_autoflush:
        finish_call(letter, by=by, now=LATER)
    db.session.flush()
    assert (letter.state, list(letters.posted_last(by=by, now=LATER))) == (S.DONE, [])


def test_taken_back_it_is_not_to_be_posted(by: Actor) -> None:
    letter = owed()
    assert withdraw(about_kind="lesson", about_id=7, now=make.NOW) == [letter]
    assert list(letters.to_post(by=by, now=make.NOW)) == []


def test_posted_in_one_press_they_are_done_and_each_change_says_who(by: Actor) -> None:
    both = [owed(), owed(about_id=8)]
    assert letters.post(both, by=by, now=make.NOW) == 2
    assert letters.post(both, by=by, now=LATER) == 0
    assert [(one.state, one.ended_by_id) for one in both] == [(S.DONE, by.person_id)] * 2
    assert list(db.session.scalars(select(Change.verb))) == ["post_letter"] * 2
    assert list(letters.posted_last(by=by, now=make.NOW)) == both
    assert list(letters.posted_last(by=make.actor(Role.COORDINATOR, who=make.person()), now=make.NOW)) == []


def test_only_the_last_press_is_undone(by: Actor) -> None:
    first, second = owed(), owed(about_id=8)
    letters.post([first], by=by, now=make.NOW)
    letters.post([second], by=by, now=make.NOW + timedelta(seconds=1))
    assert list(letters.posted_last(by=by, now=LATER)) == [second]


def test_not_posted_after_all_it_is_to_be_posted_again_as_a_new_row_and_once(by: Actor) -> None:
    letter = owed(not_after=make.NOW + timedelta(days=9))
    letters.post([letter], by=by, now=make.NOW)
    assert letters.not_posted([letter], by=by, now=LATER) == 1
    assert letters.not_posted([letter], by=by, now=LATER) == 0
    [_, again] = all_messages()
    assert (letter.state, letter.withdrawn_at) == (S.DONE, LATER)
    assert (again.state, again.body, again.channel) == (S.DUE, letter.body, Channel.LETTER)
    assert [events(letter)[-1], events(again)[0]] == [("staff", "withdrawn"), ("staff", "due")]
    assert list(letters.to_post(by=by, now=LATER)) == [again]
    assert list(letters.posted_last(by=by, now=LATER)) == []


def test_posted_and_undone_again_and_again_each_time_is_a_row(by: Actor) -> None:
    letter = owed(not_after=make.NOW + timedelta(days=9))
    for hours in range(3):
        letters.post([letter], by=by, now=make.NOW + timedelta(hours=hours))
        letters.not_posted([letter], by=by, now=make.NOW + timedelta(hours=hours, minutes=1))
        letter = all_messages()[-1]
    assert [one.state for one in all_messages()] == [S.DONE, S.DONE, S.DONE, S.DUE]


def test_text_is_not_posted(by: Actor) -> None:
    [text] = tell(make.person("090-1234-5678"))
    with pytest.raises(Refused):
        letters.post([text], by=by, now=make.NOW)


def test_looked_at_before_it_is_done_it_stands_among_the_letters() -> None:
    who = nobody_can_ring()
    found = preview.preview(lambda: tell(who))
    assert ([one.names for one in found.letters], found.texts, found.calls) == ([(who.name,)], (), ())
