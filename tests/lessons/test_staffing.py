"""Who teaches a booked lesson changes: who is told, who is free, and that twice is once."""

from datetime import timedelta

import pytest

from tests import make
from tutor.actor import Role
from tutor.changes.models import Change
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons import queries, staffing
from tutor.lessons.actions import Booking, book, cancel, move
from tutor.lessons.models import Because, LessonKind
from tutor.messaging.models import Channel, Message, MessageState
from tutor.messaging.wording import load_wordings

START = make.NOW + timedelta(days=3)
HOUR = timedelta(hours=1)
LATER = make.NOW + timedelta(hours=2)


@pytest.fixture
def by(database):
    load_wordings(make.NOW)
    return make.actor(Role.COORDINATOR, who=make.person())


def tutor(family, n):
    who = make.person(f"080-1111-000{n}", family_name=family)
    return make.tutor(person=who)


@pytest.fixture
def tutors(by):
    return [tutor(family, n) for n, family in enumerate(("佐藤", "高橋", "菊地", "千田"))]


@pytest.fixture
def visit(by, tutors):
    """Booked with the first two; the text about it has gone out."""
    learner = make.learner(phone="090-1111-2222")
    home = learner.person.household
    booking = Booking(
        programme=make.programme(home.town.municipality),
        kind=LessonKind.VISIT,
        title="訪問レッスン",
        starts_at=START,
        ends_at=START + HOUR,
        tutors=tutors[:2],
        learners=[learner],
        household=home,
    )
    lesson = book(booking, by=by, now=make.NOW)
    all_sent()
    return lesson


def all_sent():
    for message in db.session.query(Message):
        message.state = MessageState.SENT
    db.session.flush()


def told(purpose):
    """Whom that purpose is owed to, by family name; what was withdrawn is owed to nobody."""
    rows = db.session.query(Message).filter_by(purpose=purpose).order_by(Message.id)
    due = [one for one in rows if one.state is MessageState.DUE]
    return [person.family_name for one in due for person in one.people]


def test_released_tutor_is_free_and_told_and_the_learner_is_not(visit, tutors, by):
    staffing.release(visit, tutors[0], by=by, now=LATER)

    assert [row.tutor for row in visit.assigned] == [tutors[1]]
    assert visit.lacking == 1
    assert told("staffing_released") == ["佐藤"]
    assert told("lesson_tutor_changed") == []
    make.lesson((tutors[0],), starts_at=START)
    db.session.commit()


def test_tutor_who_told_us_is_not_told(visit, tutors, by):
    staffing.release(visit, tutors[0], because=Because.CANNOT_COME, by=by, now=LATER)

    assert told("staffing_released") == []
    assert visit.lacking == 1


def test_releasing_twice_tells_once(visit, tutors, by):
    for _ in range(2):
        staffing.release(visit, tutors[0], because=Because.OFFICE, by=by, now=LATER)

    assert told("staffing_released") == ["佐藤"]
    assert db.session.query(Change).filter_by(verb="release_tutor").count() == 1


def test_releasing_somebody_who_does_not_teach_it_is_refused(visit, tutors, by):
    with pytest.raises(Refused, match=r"菊地.*担当ではありません"):
        staffing.release(visit, tutors[2], by=by, now=LATER)


def test_when_somebody_steps_in_everybody_at_the_door_is_told_both_names(visit, tutors, by):
    staffing.replace(visit, tutors[0], tutors[2], by=by, now=LATER)

    assert {row.tutor for row in visit.assigned} == {tutors[1], tutors[2]}
    assert (told("staffing_released"), told("staffing_booked")) == (["佐藤"], ["菊地"])
    assert told("staffing_changed") == ["高橋"]
    assert told("lesson_tutor_changed") == ["千葉"]
    body = db.session.query(Message).filter_by(purpose="lesson_tutor_changed").one().body
    assert "高橋" in body
    assert "菊地" in body
    assert "佐藤" not in body


def test_replacing_twice_is_done_once(visit, tutors, by):
    for _ in range(2):
        staffing.replace(visit, tutors[0], tutors[2], by=by, now=LATER)

    assert told("lesson_tutor_changed") == ["千葉"]
    assert visit.lacking == 0


def test_second_colleague_who_sends_somebody_else_hears_that_it_is_done(visit, tutors, by):
    staffing.replace(visit, tutors[0], tutors[2], by=by, now=LATER)

    with pytest.raises(Refused, match="もうそろっています"):
        staffing.replace(visit, tutors[0], tutors[3], by=by, now=LATER)


def test_same_tutor_back_again_is_no_news_for_the_learner(visit, tutors, by):
    staffing.release(visit, tutors[0], by=by, now=LATER)
    staffing.assign(visit, [tutors[0]], by=by, now=LATER)

    assert told("lesson_tutor_changed") == []
    assert told("staffing_changed") == []
    assert told("staffing_booked") == ["佐藤"]


def test_learner_who_has_heard_nothing_yet_is_told_the_booking_with_the_new_names(visit, tutors, by):
    for message in db.session.query(Message).filter_by(purpose="lesson_booked"):
        message.state = MessageState.DUE

    staffing.replace(visit, tutors[0], tutors[2], by=by, now=LATER)

    assert told("lesson_tutor_changed") == []
    assert told("lesson_booked") == ["千葉"]
    due = db.session.query(Message).filter_by(purpose="lesson_booked", state=MessageState.DUE).one()
    assert "菊地" in due.body


def test_before_eleven_the_learner_is_rung_and_not_texted(visit, tutors, by):
    half_past_seven = START - timedelta(hours=2, minutes=30)

    staffing.replace(visit, tutors[0], tutors[2], by=by, now=half_past_seven)

    assert {one.channel for one in db.session.query(Message).filter_by(purpose="lesson_tutor_changed")} == {
        Channel.STAFF_CALL
    }


def test_taken_tutor_cannot_step_in(visit, tutors, by):
    make.lesson((tutors[2],), starts_at=START + timedelta(minutes=30))
    staffing.release(visit, tutors[0], by=by, now=LATER)

    with pytest.raises(Refused, match=r"菊地.*別のレッスン"):
        staffing.assign(visit, [tutors[2]], by=by, now=LATER)


@pytest.mark.parametrize(("number", "says"), [(3, "もうそろっています"), (2, "あと1人まで")])
def test_no_more_tutors_than_are_wanted(visit, tutors, by, number, says):
    if number == 2:
        staffing.release(visit, tutors[0], by=by, now=LATER)

    with pytest.raises(Refused, match=says):
        staffing.assign(visit, tutors[2:][:number], by=by, now=LATER)


def test_over_or_cancelled_lesson_keeps_its_tutors(visit, tutors, by):
    with pytest.raises(Refused, match="もう過ぎました"):
        staffing.release(visit, tutors[0], by=by, now=START + HOUR)
    cancel(visit, reason="", by=by, now=LATER)
    with pytest.raises(Refused, match="取りやめ"):
        staffing.assign(visit, [tutors[2]], by=by, now=LATER)


def test_moved_lesson_asks_nothing_of_who_gave_it_back(visit, tutors, by):
    staffing.release(visit, tutors[0], by=by, now=LATER)
    make.lesson((tutors[0],), starts_at=START + 2 * HOUR)

    move(visit, starts_at=START + 2 * HOUR, ends_at=START + 3 * HOUR, by=by, now=LATER)

    assert told("staffing_moved") == ["高橋"]


def test_class_is_booked_before_all_tutors_are_found_and_learners_hear_no_names_later(by, tutors):
    hall = make.venue()
    learner = make.learner(phone="090-1111-3333")
    booking = Booking(
        programme=make.programme(hall.town.municipality),
        kind=LessonKind.CLASS,
        title="教室",
        starts_at=START,
        ends_at=START + HOUR,
        tutors=tutors[:1],
        learners=[learner],
        venue=hall,
        tutors_wanted=3,
    )
    lesson = book(booking, by=by, now=make.NOW)
    all_sent()
    assert lesson.lacking == 2

    staffing.assign(lesson, tutors[1:3], by=by, now=LATER)

    assert lesson.lacking == 0
    assert told("staffing_booked") == ["高橋", "菊地"]
    assert told("lesson_tutor_changed") == []


def test_lacking_are_lessons_to_come_in_the_actors_cities(visit, tutors, by):
    place = visit.programme.municipality
    full = make.lesson(tuple(tutors[2:]), programme=visit.programme, starts_at=START + 5 * HOUR)
    over = make.lesson(programme=visit.programme, starts_at=make.NOW - 2 * HOUR)
    elsewhere = make.lesson(starts_at=START)
    staffing.release(visit, tutors[0], by=by, now=LATER)

    found = queries.lacking_tutors(actor=make.actor(Role.COORDINATOR, place=place), now=LATER)

    assert found == [visit]
    assert {full.lacking, over.lacking, elsewhere.lacking} == {0, 2}


def test_released_tutor_no_longer_sees_the_lesson(visit, tutors, by):
    actor = make.actor(Role.TUTOR, who=tutors[0].person)
    assert queries.lesson(visit.code, actor=actor) is visit

    staffing.release(visit, tutors[0], by=by, now=LATER)

    with pytest.raises(Refused):
        queries.lesson(visit.code, actor=actor)
