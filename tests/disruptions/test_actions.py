"""A tutor cannot come: what that opens, how it is mended, and that twice is once."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests import make
from tests.disruptions.scene import HALF_PAST_SEVEN, TWO, due, names, on, scene
from tests.matching.week import TUESDAY
from tutor.availability.models import DayException
from tutor.changes.models import Change
from tutor.database import db
from tutor.disruptions.actions import can_come_after_all, cannot_come, mend
from tutor.disruptions.proposals import Choice, RepairKind
from tutor.disruptions.rules import Absence, Part, check_absence
from tutor.errors import Refused
from tutor.lessons.models import LessonState
from tutor.messaging.models import Channel
from tutor.messaging.wording import load_wordings
from tutor.visit_requests import queries as requests
from tutor.visit_requests.rules import HIGHEST_PRIORITY

DAY = Absence(TUESDAY, TUESDAY)
WEDNESDAY = TUESDAY + timedelta(days=1)


@pytest.fixture
def town(database):
    load_wordings(make.NOW)
    return scene()


def ill(town, absence=DAY):
    return cannot_come(town.ill, absence, by=town.by, now=HALF_PAST_SEVEN)


def number(table):
    return db.session.scalar(select(func.count()).select_from(table))


def do(town, choice, shown=None):
    version = town.lesson.version if shown is None else shown
    mend(town.lesson, choice, shown=version, by=town.by, now=HALF_PAST_SEVEN)


def test_ill_tutor_is_off_the_lesson_and_nobody_is_told_yet(town):
    assert ill(town) == [town.lesson]

    assert [row.tutor for row in town.lesson.assigned] == [town.pair[1]]
    assert due() == []


def test_said_twice_is_once(town):
    for _ in range(2):
        ill(town)

    assert number(DayException) == 1
    assert db.session.query(Change).filter_by(verb="release_tutor").count() == 1


@pytest.mark.parametrize(("part", "affected"), [(Part.MORNING, 0), (Part.AFTERNOON, 1), (Part.WHOLE, 1)])
def test_half_a_day_leaves_the_other_half(town, part, affected):
    assert len(ill(town, Absence(TUESDAY, TUESDAY, part))) == affected


def test_several_days_take_the_lessons_of_all_of_them(town):
    other = make.lesson((town.ill,), starts_at=on(WEDNESDAY, 10))
    later = make.lesson((town.ill,), starts_at=on(date(2026, 11, 27), 10))

    assert ill(town, Absence(TUESDAY, WEDNESDAY)) == [town.lesson, other]
    assert later.assigned


def test_lesson_that_is_over_stays_as_it_was(town):
    cannot_come(town.ill, DAY, by=town.by, now=TWO + timedelta(hours=1))

    assert len(town.lesson.assigned) == 2


@pytest.mark.parametrize(
    ("absence", "says"),
    [
        (Absence(WEDNESDAY, TUESDAY), "いつまで"),
        (Absence(date(2026, 11, 20), date(2026, 11, 23)), "今日からの"),
        (Absence(TUESDAY, TUESDAY + timedelta(days=32)), "1か月"),
        (Absence(TUESDAY, WEDNESDAY, Part.MORNING), "一日ずつ"),
    ],
)
def test_absence_that_cannot_be_is_refused(absence, says):
    with pytest.raises(Refused, match=says):
        check_absence(absence, today=TUESDAY)


def test_well_again_teaches_what_nobody_else_took_over(town):
    helper = town.colleague()
    other = make.lesson((town.ill, town.pair[1]), starts_at=on(TUESDAY, 16))
    ill(town)
    do(town, Choice(RepairKind.STAND_IN, TWO, [helper]))

    back = can_come_after_all(town.ill, DAY, by=town.by, now=HALF_PAST_SEVEN)

    assert back == [other]
    assert number(DayException) == 0
    assert town.ill not in [row.tutor for row in town.lesson.assigned]


def test_stand_in_comes_and_all_at_the_door_are_told(town):
    helper = town.colleague()
    ill(town)

    do(town, Choice(RepairKind.STAND_IN, TWO, [helper]))

    assert {row.tutor for row in town.lesson.assigned} == {helper, town.pair[1]}
    assert [names(one) for one in due("staffing_booked")] == [["講師5"]]
    assert [names(one) for one in due("staffing_changed")] == [["講師2"]]
    assert [names(one) for one in due("lesson_tutor_changed")] == [["千葉"]]


def test_moved_with_a_new_pair_is_one_message_to_the_learner(town):
    helper, start = town.colleague(), on(date(2026, 11, 26), 13)
    ill(town)

    do(town, Choice(RepairKind.MOVE, start, [helper, town.pair[1]]))

    assert town.lesson.starts_at == start
    assert {row.starts_at for row in town.lesson.assigned} == {start}
    [told] = [one for one in due() if names(one) == ["千葉"]]
    assert told.purpose == "lesson_moved"
    assert "講師5" in told.body
    assert [names(one) for one in due("staffing_booked")] == [["講師5"]]
    assert [names(one) for one in due("staffing_moved")] == [["講師2"]]


def test_moved_without_the_other_of_the_pair_tells_that_one_so(town):
    helpers, start = [town.colleague(n=5), town.colleague(n=6)], on(date(2026, 11, 26), 13)
    ill(town)

    do(town, Choice(RepairKind.MOVE, start, helpers))

    assert [names(one) for one in due("staffing_released")] == [["講師2"]]
    assert "11月24日" in due("staffing_released")[0].body


def test_newcomer_who_is_busy_at_the_old_time_can_come_at_the_new_one(town):
    helper, start = town.colleague(), on(date(2026, 11, 26), 13)
    make.lesson((helper,), starts_at=TWO)
    ill(town)

    do(town, Choice(RepairKind.MOVE, start, [helper, town.pair[1]]))
    db.session.commit()

    assert town.lesson.lacking == 0


def test_cancelled_by_us_stands_first_in_line_again(town):
    ill(town)

    do(town, Choice(RepairKind.CANCEL, TWO))

    assert town.lesson.state is LessonState.CANCELLED
    assert requests.open_requests(town.city.row.id) == [town.request]
    assert town.request.priority == HIGHEST_PRIORITY
    assert [names(one) for one in due("lesson_cancelled")] == [["千葉"]]


def test_before_eleven_everybody_is_rung(database):
    load_wordings(make.NOW)
    town = scene(starts_at=on(TUESDAY, 10))
    ill(town)

    do(town, Choice(RepairKind.CANCEL, town.lesson.starts_at))

    assert {one.channel for one in due()} == {Channel.STAFF_CALL}


@pytest.mark.parametrize("kind", list(RepairKind))
def test_pressed_twice_is_done_once(town, kind):
    helper = town.colleague()
    ill(town)
    start = on(date(2026, 11, 26), 13) if kind is RepairKind.MOVE else TWO
    both = [helper, town.pair[1]]
    tutors = {"stand_in": [helper], "move": both, "relieve": both, "cancel": []}
    shown = town.lesson.version

    do(town, Choice(kind, start, tutors[kind]), shown)
    told = len(due())
    do(town, Choice(kind, start, tutors[kind]), shown)

    assert len(due()) == told


def test_stale_page_changes_nothing_and_says_so(town):
    helpers = [town.colleague(n=5), town.colleague(n=6)]
    ill(town)
    shown = town.lesson.version
    do(town, Choice(RepairKind.STAND_IN, TWO, helpers[:1]))

    with pytest.raises(Refused, match="まだ何も変えていません"):
        do(town, Choice(RepairKind.CANCEL, TWO), shown)
    assert town.lesson.live
