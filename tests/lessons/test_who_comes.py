"""A tutor cannot come while something waits: nothing leaves with that name, and nothing is lost."""

import contextlib
import random
from datetime import timedelta

import pytest

from tests import make
from tests.messaging.telling import events
from tutor.actor import Role
from tutor.database import db
from tutor.errors import Refused
from tutor.jobs.owner import here
from tutor.lessons import announcements, notices, staffing
from tutor.lessons.actions import Booking, book, move
from tutor.lessons.models import Because, LessonKind
from tutor.messaging import by_staff, outbox
from tutor.messaging.actions import notify, ring_instead
from tutor.messaging.models import Channel, Message, MessageState, Wording
from tutor.messaging.wording import load_wordings

HOUR = timedelta(hours=1)
START = make.NOW + timedelta(days=3)
# 21:00 in Japan: what is said now waits until nine.
NIGHT = make.NOW + timedelta(hours=11)
FAMILIES = {"佐藤": "さとう", "高橋": "たかはし", "菊地": "きくち"}


@pytest.fixture
def by(database):
    load_wordings(make.NOW)
    return make.actor(Role.COORDINATOR, who=make.person())


@pytest.fixture
def tutors(by):
    found = [
        make.person(f"080-1111-000{n}", family_name=name, family_reading=reading)
        for n, (name, reading) in enumerate(FAMILIES.items())
    ]
    return [make.tutor(person=one) for one in found]


def visit(by, tutors, phone="090-1111-2222", starts_at=START, **values):
    learner = make.learner(phone=phone, person=make.person(phone, household=make.household(), **values))
    home = learner.person.household
    booking = Booking(
        programme=make.programme(home.town.municipality),
        kind=LessonKind.VISIT,
        title="訪問レッスン",
        starts_at=starts_at,
        ends_at=starts_at + HOUR,
        tutors=tutors,
        learners=[learner],
        household=home,
    )
    return book(booking, by=by, now=NIGHT)


def remind(lesson, purpose="lesson_reminder_1", now=NIGHT, occasion="x"):
    [message] = notify(
        announcements.learners_of(lesson),
        purpose=purpose,
        about_kind="lesson",
        about_id=lesson.id,
        occasion=occasion,
        fields=notices.fields(lesson),
        municipality_id=None,
        not_before=now,
        not_after=lesson.starts_at,
        now=now,
    )
    return message


def ill(lesson, tutor, by):
    staffing.release(lesson, tutor, because=Because.CANNOT_COME, by=by, now=NIGHT)


def waiting(purpose):
    rows = db.session.query(Message).filter_by(purpose=purpose, state=MessageState.DUE)
    return [one.body for one in rows.order_by(Message.id)]


def test_a_reminder_that_waits_names_who_still_comes_and_goes_at_its_hour(by, tutors):
    lesson = visit(by, tutors[:2])
    message = remind(lesson)
    before, when = message.body, message.not_before
    assert "担当は佐藤・高橋" in before

    ill(lesson, tutors[0], by)

    assert message.body == before.replace("佐藤・高橋", "高橋")
    assert (message.state, message.not_before) == (MessageState.DUE, when)
    assert events(message)[-1] == ("us", "restated")


def test_nobody_is_left_so_it_says_that_it_is_not_settled_yet(by, tutors):
    lesson = visit(by, tutors[:2])
    message = remind(lesson)
    for one in tutors[:2]:
        ill(lesson, one, by)
    assert "担当は調整中" in message.body


def test_well_again_before_anybody_stepped_in_it_says_so_again(by, tutors):
    lesson = visit(by, tutors[:2])
    message = remind(lesson)
    before = message.body
    ill(lesson, tutors[0], by)
    staffing.assign(lesson, [tutors[0]], by=by, now=NIGHT)
    assert sorted(message.body) == sorted(before)


@pytest.mark.parametrize("because", list(Because))
def test_whatever_the_reason_the_booking_that_waits_is_said_without_the_name(by, tutors, because):
    lesson = visit(by, tutors[:2])
    staffing.release(lesson, tutors[0], because=because, by=by, now=NIGHT)
    [body] = waiting("lesson_booked")
    assert "担当は高橋" in body


def test_the_other_tutor_does_not_read_the_name_either(by, tutors):
    lesson = visit(by, tutors[:2])
    ill(lesson, tutors[0], by)
    [body] = waiting("staffing_booked")
    assert "高橋" in body
    assert "佐藤" not in body


def test_a_move_keeps_its_old_time(by, tutors):
    lesson = visit(by, tutors[:2])
    for message in db.session.query(Message):
        message.state = MessageState.DELIVERED
    move(lesson, starts_at=START + HOUR, ends_at=START + 2 * HOUR, by=by, now=NIGHT)
    [before] = waiting("lesson_moved")
    ill(lesson, tutors[0], by)
    assert waiting("lesson_moved") == [before.replace("佐藤・高橋", "高橋")]


@pytest.mark.parametrize(
    ("phone", "values", "old", "new"),
    [
        ("0191-21-8633", {}, "さとう・たかはし", "たかはし"),
        (None, {}, "佐藤・高橋", "高橋"),
        ("090-1111-2222", {"language": "en"}, "Sato and Takahashi", "Takahashi"),
        ("090-1111-2222", {"language": "ja-easy"}, "さとう・たかはし", "たかはし"),
    ],
    ids=["a call", "the ring list", "English", "easy Japanese"],
)
def test_in_every_way_and_language(by, tutors, phone, values, old, new):
    lesson = visit(by, tutors[:2], phone, **values)
    message = remind(lesson)
    before = message.body
    assert old in before
    ill(lesson, tutors[0], by)
    assert message.body == before.replace(old, new)


def test_a_letter_that_nobody_has_posted_yet(by, tutors):
    lesson = visit(by, tutors[:2], None, starts_at=START + timedelta(days=4))
    message = remind(lesson, "lesson_reminder_3")
    before = message.body
    assert (message.channel, "佐藤・高橋" in before) == (Channel.LETTER, True)
    ill(lesson, tutors[0], by)
    assert message.body == before.replace("佐藤・高橋", "高橋")


@pytest.mark.parametrize("instead", ["failed", "taken over"])
def test_a_call_in_place_of_a_text_too(by, tutors, instead):
    lesson = visit(by, tutors[:2])
    text = remind(lesson)
    if instead == "failed":
        text.state = MessageState.FAILED
        ring_instead(text, now=NIGHT)
    else:
        by_staff.take_over(text, by=by, now=NIGHT)
    [before] = waiting(text.purpose)
    ill(lesson, tutors[0], by)
    assert waiting(text.purpose) == [before.replace("佐藤・高橋", "高橋")]
    assert "佐藤" in text.body


def test_a_call_that_rings_in_vain_says_the_present_names_the_next_time(by, tutors):
    lesson = visit(by, tutors[:2], "0191-21-8633")
    message = remind(lesson)
    message.state = MessageState.SENT
    ill(lesson, tutors[0], by)
    assert "さとう" not in message.body


@pytest.mark.parametrize("state", [MessageState.SENDING, MessageState.UNKNOWN, MessageState.DELIVERED])
def test_what_may_be_at_the_provider_keeps_its_words(by, tutors, state):
    lesson = visit(by, tutors[:2])
    message = remind(lesson)
    message.state = state
    ill(lesson, tutors[0], by)
    assert "佐藤・高橋" in message.body


def test_word_of_new_faces_is_taken_back_when_they_do_not_come_either(by, tutors):
    lesson = visit(by, tutors[:2])
    for message in db.session.query(Message):
        message.state = MessageState.DELIVERED
    staffing.replace(lesson, tutors[0], tutors[2], by=by, now=NIGHT)
    assert "高橋・菊地" in waiting("lesson_tutor_changed")[0]
    ill(lesson, tutors[1], by)
    assert "変わりました。菊地が" in waiting("lesson_tutor_changed")[0]
    ill(lesson, tutors[2], by)
    assert waiting("lesson_tutor_changed") == []
    staffing.assign(lesson, tutors[:2], by=by, now=NIGHT)
    assert "佐藤・高橋" in waiting("lesson_tutor_changed")[0]


def test_words_of_staff_with_two_places_side_by_side_are_told_apart(by, tutors):
    words = db.session.get(Wording, ("lesson_reminder_1", "ja", Channel.SMS, 1))
    words.body = "{date}{time}{tutors}{office_phone}"
    lesson = visit(by, tutors[:2])
    message = remind(lesson)
    before = message.body
    ill(lesson, tutors[0], by)
    assert message.body == before.replace("佐藤・高橋", "高橋")


@pytest.mark.parametrize("seed", range(2))
def test_five_evenings_in_any_order_and_no_morning_has_the_name_of_somebody_who_does_not_come(
    by, tutors, seed
):
    """Each evening some of this happens; each morning at nine everything leaves."""
    chance, lesson = random.Random(seed), visit(by, tutors[:2], starts_at=START + timedelta(days=20))
    left = 0
    for evening in (NIGHT + n * timedelta(days=1) for n in range(5)):
        how = {"by": by, "now": evening}
        for _ in range(4):
            one, other = chance.sample(tutors, 2)
            start = lesson.starts_at + chance.choice((-HOUR, HOUR))
            act, args, values = chance.choice(
                [
                    (staffing.release, [one], {"because": Because.CANNOT_COME}),
                    (staffing.assign, [[one]], {}),
                    (staffing.replace, [one, other], {}),
                    (move, [], {"starts_at": start, "ends_at": start + HOUR}),
                ]
            )
            remind(lesson, now=evening, occasion=str(chance.random()))
            with contextlib.suppress(Refused), db.session.begin_nested():
                act(lesson, *args, **values, **how)
        left += look_at_what_leaves(lesson, evening + 12 * HOUR)
    assert left > 5


def look_at_what_leaves(lesson, now):
    number = 0
    while (message := outbox.claim_one(now, here())) is not None:
        come = {row.tutor.person.family_name for row in lesson.assigned}
        named = {name for name in FAMILIES if name in message.body}
        assert named <= come, (message.purpose, message.body)
        message.state = MessageState.DELIVERED
        number += 1
    return number
