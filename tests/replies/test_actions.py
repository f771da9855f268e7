"""What an answer brings about."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import make
from tests.messaging.telling import all_messages, events, tell
from tutor.database import db
from tutor.jobs.owner import here
from tutor.lessons.models import Attendance, Came, Lesson, LessonState
from tutor.messaging import outbox
from tutor.messaging.gateways.gateway import Accepted
from tutor.messaging.models import Channel, Inbound, Meaning, Message, MessageState, Stop
from tutor.messaging.reclaiming import expire_overdue
from tutor.people.models import Person, Support
from tutor.replies.actions import take_text

pytestmark = pytest.mark.usefixtures("database")

S, M = MessageState, Meaning
NUMBER, TYPED = "+819012345678", "090-1234-5678"
LATER = make.NOW + timedelta(hours=1)


def told(*people: Person, at=make.NOW, **values) -> Message:
    """A text of ours that went out."""
    [message] = tell(*people, now=at, **values)
    outbox.claim_one(at, here())
    outbox.record(message.id, at, Accepted(f"SM{message.id}"), at)
    db.session.commit()
    return message


def lesson_of(*people: Person) -> Lesson:
    learners = tuple(make.learner(person=one) for one in people)
    return make.lesson((), learners, starts_at=make.NOW + timedelta(days=2), household=make.household())


def heard(text: str, *, sid="SM1", number=NUMBER, wants_texts=None, now=LATER) -> Inbound:
    take_text(sid, number, text, wants_texts=wants_texts, now=now)
    db.session.commit()
    return db.session.scalars(select(Inbound).where(Inbound.sid == sid)).one()


def calls() -> list[Message]:
    return [one for one in all_messages() if one.channel is Channel.STAFF_CALL]


def came(lesson: Lesson) -> list[Came]:
    rows = select(Attendance).where(Attendance.lesson_id == lesson.id)
    return [row.came for row in db.session.scalars(rows.order_by(Attendance.learner_id))]


def test_one_is_noted_beside_the_message_and_nobody_rings() -> None:
    message = told(make.person(TYPED))
    assert heard("１").message is message
    assert events(message)[-1] == ("person", "answer_noted")
    assert calls() == []


def test_two_marks_that_she_cannot_come_and_staff_ring_at_once_but_nothing_is_cancelled() -> None:
    person = make.person(TYPED)
    lesson = lesson_of(person)
    message = told(person, about_id=lesson.id)
    kept = heard("２")
    assert came(lesson) == [Came.SAYS_NO]
    assert (lesson.state, message.state) == (LessonState.PLANNED, S.SENT)
    [call] = calls()
    assert (kept.call, call.people, call.not_before) == (call, [person], LATER)
    assert (call.about_kind, call.about_id) == ("lesson", lesson.id)
    assert "「２」" in (call.body or "")


@pytest.mark.parametrize("purpose", ["lesson_question", "homework_nudge"])
def test_two_after_a_lesson_is_a_wish_to_speak_with_us(purpose: str) -> None:
    person = make.person(TYPED)
    lesson = lesson_of(person)
    told(person, about_id=lesson.id, purpose=purpose)
    assert heard("2").meaning is M.CALL_ME
    assert came(lesson) == [Came.EXPECTED]
    [call] = calls()
    assert call.purpose == "answer_call_me"


def test_a_couple_that_shares_the_number_is_marked_together_and_asked_in_one_call() -> None:
    couple = make.person(TYPED), make.person(TYPED)
    lesson = lesson_of(*couple)
    told(*couple, about_id=lesson.id)
    heard("明日は行けません")
    assert came(lesson) == [Came.SAYS_NO, Came.SAYS_NO]
    assert [call.people for call in calls()] == [[*couple]]


def test_a_daughter_s_answer_to_her_copy_marks_nobody_but_staff_ring_her() -> None:
    mother, daughter = make.person("090-9999-0000"), make.person(TYPED)
    lesson = lesson_of(mother)
    told(daughter, about_id=lesson.id)
    heard("行けません")
    assert came(lesson) == [Came.EXPECTED]
    assert calls()[0].people == [daughter]


@pytest.mark.parametrize("mark", [Came.CAME, Came.MISSED])
def test_what_a_tutor_ticked_stays(mark: Came) -> None:
    person = make.person(TYPED)
    lesson = lesson_of(person)
    told(person, about_id=lesson.id)
    lesson.attendances[0].came = mark
    heard("2")
    assert came(lesson) == [mark]


def test_of_a_lesson_that_has_begun_nobody_is_marked_but_staff_ring() -> None:
    person = make.person(TYPED)
    lesson = lesson_of(person)
    told(person, about_id=lesson.id)
    heard("2", now=lesson.starts_at)
    assert (came(lesson), len(calls())) == ([Came.EXPECTED], 1)


def test_nine_says_the_same_once_more() -> None:
    message = told(make.person(TYPED))
    heard("9")
    again = all_messages()[-1]
    assert (again.body, again.people, again.state) == (message.body, message.people, S.DUE)
    assert (again.not_before, again.channel) == (LATER, Channel.SMS)


def test_nine_at_night_is_said_in_the_morning_and_too_late_it_is_rung() -> None:
    told(make.person(TYPED), not_after=make.NOW + timedelta(days=1))
    heard("9", now=make.NOW + timedelta(hours=12))
    assert all_messages()[-1].not_before == make.NOW + timedelta(hours=23)
    heard("9", sid="SM2", now=make.NOW + timedelta(hours=24))
    assert [call.purpose for call in calls()] == ["answer_again"]


def test_a_stop_holds_for_that_kind_and_for_what_waits_already() -> None:
    person = make.person(TYPED)
    told(person, purpose="lesson_reminder_3")
    [waiting] = tell(person, purpose="lesson_reminder_1", about_id=8)
    heard("やめる")
    assert waiting.state is S.WITHDRAWN
    assert tell(person, purpose="lesson_reminder_1", about_id=9) == []
    assert tell(person, purpose="lesson_cancelled", about_id=9) != []
    assert calls() == []


def test_a_stop_of_what_nobody_can_do_without_is_asked_about() -> None:
    person = make.person(TYPED)
    told(person, purpose="lesson_cancelled")
    heard("停止")
    assert [call.purpose for call in calls()] == ["answer_stop"]
    assert db.session.query(Stop).count() == 0


def test_a_stop_from_a_shared_number_asks_whose() -> None:
    wife, _husband = make.person(TYPED), make.person(TYPED)
    told(wife, purpose="lesson_reminder_1")
    heard("STOP")
    assert [call.purpose for call in calls()] == ["answer_stop"]
    assert db.session.query(Stop).count() == 0


def test_what_nobody_understands_is_read_by_a_person_with_every_word() -> None:
    told(make.person(TYPED))
    heard("母が入院しました。どうしたらいいですか")
    assert "母が入院しました。どうしたらいいですか" in (calls()[0].body or "")


def test_three_texts_in_a_row_are_one_call() -> None:
    told(make.person(TYPED))
    for n, text in enumerate(("あの", "すみません", "どなたですか")):
        assert heard(text, sid=f"SM{n}").call
    [call] = calls()
    assert all(text in (call.body or "") for text in ("あの", "すみません", "どなたですか"))


def test_a_text_after_that_call_is_a_new_one() -> None:
    told(make.person(TYPED))
    first = heard("あの").call
    assert first
    first.state = S.DONE
    heard("まだですか", sid="SM2")
    assert len(calls()) == 2


def test_the_same_text_told_twice_is_one() -> None:
    told(make.person(TYPED))
    heard("行けません")
    heard("行けません")
    assert len(calls()) == 1


def test_a_number_that_nobody_knows_is_rung_by_whoever_reads_it_first() -> None:
    kept = heard("スマホを習いたいです", number="+819000000001")
    [call] = calls()
    assert (call.people, call.municipality_id, call.about_kind) == ([], None, "inbound")
    assert call.contact_point is kept.contact_point


@pytest.mark.parametrize("number", ["+99999", "+8190"])
def test_a_number_that_cannot_be_rung_is_kept_too(number: str) -> None:
    assert heard("?", number=number).contact_point.e164 == number


def test_without_a_message_the_person_s_own_city_rings() -> None:
    learner = make.learner(phone=TYPED)
    heard("電話ください")
    assert [(call.municipality_id, call.purpose) for call in calls()] == [
        (learner.municipality_id, "answer_call_me")
    ]


def test_of_somebody_who_only_helps_it_is_the_city_of_whom_she_helps() -> None:
    learner, daughter = make.learner(), make.person(TYPED)
    make.add(
        Support(created_at=make.NOW, supporter_id=daughter.id, learner_id=learner.person_id, relation="娘")
    )
    heard("電話ください")
    assert calls()[0].municipality_id == learner.municipality_id


def test_a_week_later_it_answers_nothing() -> None:
    told(make.person(TYPED))
    assert heard("1", now=make.NOW + timedelta(days=7)).message is None


def test_it_answers_what_was_said_last() -> None:
    person = make.person(TYPED)
    told(person)
    last = told(person, about_id=8, at=make.NOW + timedelta(minutes=1))
    assert heard("1").message is last


def test_a_call_about_an_answer_never_lapses() -> None:
    told(make.person(TYPED))
    heard("あの")
    expire_overdue(make.NOW + timedelta(days=30))
    assert calls()[0].state is S.DUE


def test_a_stop_that_the_provider_heard_too_closes_the_number_and_start_opens_it() -> None:
    person = make.person(TYPED)
    told(person)
    point = heard("STOP", wants_texts=False).contact_point
    assert point.provider_stopped_at == LATER
    before = len(calls())
    heard("START", sid="SM2", wants_texts=True)
    assert (point.provider_stopped_at, len(calls())) == (None, before)
    heard("STOP", wants_texts=False)  # told again, later: it is old news
    assert point.provider_stopped_at is None


def test_a_letter_that_a_database_refuses_is_left_out() -> None:
    assert heard("は\0い").text == "はい"
