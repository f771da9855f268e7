"""The file that a tutor's calendar reads, parsed back."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from tests import make
from tutor.actor import WORKER
from tutor.database import db
from tutor.lessons import actions
from tutor.lessons.calendar import calendar_file, staffings_to_show
from tutor.lessons.models import StaffingState


@pytest.fixture
def lesson(database):
    """Of 佐藤 and 小野 with a learner of 山目, tomorrow at ten in Japan."""
    home = make.household(make.town(name="山目"), address="山目字館12")
    learner = make.learner(phone="0191-21-0003", household=home)
    learner.person.household = home
    pair = (make.tutor(), make.tutor(person=make.person(family_name="小野", given_name="美咲")))
    return make.lesson(pair, (learner,), title="千葉さんの訪問")


def file_of(lesson, who=0):
    tutors = sorted(row.tutor_id for row in lesson.staffings)
    rows = staffings_to_show(tutors[who], now=make.NOW)
    return calendar_file(rows, name="スマホ訪問レッスン")


def events(lesson, who=0):
    return Calendar.from_ical(file_of(lesson, who)).walk("VEVENT")


def test_event_says_when_in_which_town_and_with_whom(lesson):
    (event,) = events(lesson)

    assert event["summary"] == "訪問レッスン 山目"
    assert event["location"] == "山目"
    assert event["description"] == "いっしょに行く人: 小野"
    assert (event.start, event.end) == (lesson.starts_at, lesson.ends_at)
    assert event["status"] == "CONFIRMED"


def test_nothing_of_the_learner_is_in_the_file(lesson):
    text = file_of(lesson).decode()
    person = lesson.attendances[0].learner.person

    for secret in (person.family_name, person.given_name, "館12", "0191", "191210003", "美咲", person.code):
        assert secret not in text.replace("\r\n ", "")


def test_class_is_named_by_its_title_and_venue(database):
    venue = make.venue(name="市民センター")
    found = make.lesson(
        (make.tutor(),), (), venue=venue, household=None, title="はじめてのスマホ", programme=make.programme()
    )

    (event,) = events(found)

    assert event["summary"] == "はじめてのスマホ 市民センター"


def test_cancelled_lesson_stays_as_cancelled_with_a_higher_sequence(lesson):
    (before,) = events(lesson)
    actions.cancel(lesson, reason="雪", by=WORKER, now=make.NOW)
    (after,) = events(lesson)

    assert after["status"] == "CANCELLED"
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert "雪" not in file_of(lesson).decode()


def test_moved_lesson_has_its_new_time_under_the_same_name(lesson):
    (before,) = events(lesson)
    later = lesson.starts_at + timedelta(days=1)
    actions.move(lesson, starts_at=later, ends_at=later + timedelta(hours=1), by=WORKER, now=make.NOW)
    (after,) = events(lesson)

    assert (after.start, after["uid"]) == (later, before["uid"])
    assert after["sequence"] > before["sequence"]


def test_lesson_given_back_is_cancelled_for_that_tutor_only(lesson):
    min(lesson.staffings, key=lambda row: row.tutor_id).state = StaffingState.RELEASED
    db.session.flush()

    assert [events(lesson, who)[0]["status"] for who in (0, 1)] == ["CANCELLED", "CONFIRMED"]


@pytest.mark.parametrize(("days", "there"), [(-31, 0), (-29, 1), (89, 1), (91, 0)])
def test_file_reaches_a_month_back_and_three_ahead(database, days, there):
    found = make.lesson((make.tutor(),), (make.learner(),), starts_at=make.NOW + timedelta(days=days))

    assert len(events(found)) == there


def test_same_lessons_give_the_same_bytes(lesson):
    assert file_of(lesson) == file_of(lesson)
