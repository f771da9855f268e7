"""Snow: many lessons in one step; each is checked, what cannot be done is named and stays."""

from datetime import date, timedelta

import pytest

from tests import make
from tests.disruptions.scene import TWO, booked, due, names, on, scene
from tests.matching.week import FIVE, NOON, TUESDAY, wish
from tutor.availability.actions import add_exception
from tutor.availability.models import DayKind
from tutor.database import db
from tutor.disruptions.queries import Area, touched
from tutor.disruptions.rules import Part
from tutor.disruptions.weather import MOST, Act, Order, carry_out
from tutor.errors import Refused
from tutor.lessons.actions import move
from tutor.lessons.models import LessonKind, LessonState
from tutor.messaging.models import Channel, Message, MessageState
from tutor.messaging.queries import ring_list
from tutor.messaging.wording import load_wordings
from tutor.office.models import ClosingDay
from tutor.visit_requests import queries as requests
from tutor.visit_requests.rules import HIGHEST_PRIORITY

NIGHT_BEFORE = on(TUESDAY - timedelta(days=1), 12)
WEEK_LATER = TUESDAY + timedelta(days=7)
CANCEL = Order(Act.CANCEL, "雪")
MOVE = Order(Act.MOVE, to_day=WEEK_LATER)
REINSTATE = Order(Act.REINSTATE)
HOUR = timedelta(hours=1)


@pytest.fixture
def town(database):
    load_wordings(make.NOW)
    return scene()


def another(town, hour=15):
    """A second lesson that day, by two more tutors."""
    pair = [town.colleague(n=7), town.colleague(n=8)]
    learner = make.learner(phone="090-3333-4444", household=make.household(make.town(town.city.row)))
    request = town.city.request(wish(1, NOON, FIVE), people=(learner,))
    return booked(town.city, pair, learner, request, on(TUESDAY, hour))


def do(town, order, *lessons, shown=None, now=NIGHT_BEFORE):
    versions = shown or {one: one.version for one in lessons}
    return carry_out(versions, order, by=town.by, now=now)


def all_sent():
    for one in due():
        one.state = MessageState.SENT
    db.session.flush()


def test_all_of_a_day_are_called_off_and_their_requests_stand_first(town):
    other = another(town)

    outcome = do(town, CANCEL, town.lesson, other)

    assert outcome.done == (town.lesson, other)
    assert {one.state for one in outcome.done} == {LessonState.CANCELLED}
    assert [one.priority for one in requests.open_requests(town.city.row.id)] == [HIGHEST_PRIORITY] * 2
    assert len(due("lesson_cancelled")) == 2
    assert len(due("staffing_cancelled")) == 4


def test_moved_by_a_week_keeps_hour_and_people(town):
    other = another(town)
    hours = [one.starts_at for one in (town.lesson, other)]

    outcome = do(town, MOVE, town.lesson, other)

    assert outcome.left == ()
    assert [one.starts_at for one in outcome.done] == [hour + timedelta(days=7) for hour in hours]
    assert len(due("lesson_moved")) == 2


def test_pair_that_cannot_go_then_is_named_and_the_others_are_moved(town):
    other = another(town)
    add_exception(town.pair[0], day=WEEK_LATER, kind=DayKind.OFF, by=town.by, now=make.NOW)

    outcome = do(town, MOVE, town.lesson, other)

    assert outcome.done == (other,)
    [left] = outcome.left
    assert left.lesson is town.lesson
    assert "は、その日のその時間に行けません" in str(left.why)
    assert town.lesson.starts_at == TWO


@pytest.mark.parametrize("what", ["closed", "over", "clash"])
def test_day_that_is_closed_or_after_the_contract_or_taken_is_named(town, what):
    if what == "closed":
        make.add(ClosingDay(municipality_id=town.city.row.id, day=WEEK_LATER, name="休み"))
    elif what == "over":
        town.city.programme.ends_on = TUESDAY
    else:
        make.lesson((), (town.lesson.attendances[0].learner,), starts_at=TWO + timedelta(days=7))

    [left] = do(town, MOVE, town.lesson).left

    says = {"closed": "休業日", "over": "事業が終わって", "clash": "別のレッスン"}
    assert says[what] in str(left.why)
    assert due() == []


def test_lesson_changed_by_a_colleague_stays_and_the_rest_is_done(town):
    other = another(town)
    shown = {one: one.version for one in (town.lesson, other)}
    move(town.lesson, starts_at=TWO + HOUR, ends_at=TWO + 2 * HOUR, by=town.by, now=make.NOW)

    outcome = do(town, CANCEL, shown=shown)

    assert outcome.done == (other,)
    assert "まだ何も変えていません" in str(outcome.left[0].why)


@pytest.mark.parametrize("order", [CANCEL, MOVE])
def test_pressed_twice_is_done_once(town, order):
    shown = {town.lesson: town.lesson.version}
    do(town, order, shown=shown)
    told = len(due())

    outcome = do(town, order, shown=shown)

    assert outcome.done == (town.lesson,)
    assert len(due()) == told


def test_reinstated_before_anybody_was_told_is_silence(town):
    do(town, CANCEL, town.lesson)

    outcome = do(town, REINSTATE, town.lesson)

    assert outcome.done == (town.lesson,)
    assert town.lesson.live
    assert {row.live for row in town.lesson.staffings} == {True}
    assert due() == []


def test_reinstated_after_they_were_told_tells_them_again(town):
    do(town, CANCEL, town.lesson)
    all_sent()

    do(town, REINSTATE, town.lesson)

    assert [names(one) for one in due("lesson_reinstated")] == [["千葉"]]
    assert len(due("staffing_reinstated")) == 2


def test_only_who_was_told_is_told_again(town):
    do(town, CANCEL, town.lesson)
    learners = db.session.query(Message).filter_by(purpose="lesson_cancelled").one()
    learners.state = MessageState.SENT

    do(town, REINSTATE, town.lesson)

    assert [one.purpose for one in due()] == ["lesson_reinstated"]


def test_reinstating_what_has_been_booked_anew_is_refused(town):
    do(town, CANCEL, town.lesson)
    booked(town.city, [], town.lesson.attendances[0].learner, town.request, TWO + timedelta(days=2))

    [left] = do(town, REINSTATE, town.lesson).left

    assert "もう別のレッスンが決まって" in str(left.why)


def test_reinstating_when_a_tutor_is_taken_by_now_is_refused(town):
    do(town, CANCEL, town.lesson)
    make.lesson((town.pair[0],), starts_at=TWO)

    [left] = do(town, REINSTATE, town.lesson).left

    assert "講師1" in str(left.why)
    assert not town.lesson.live


@pytest.mark.parametrize("to_day", [None, TUESDAY - timedelta(days=1), date(2026, 11, 1)])
def test_moving_into_the_past_is_refused(town, to_day):
    with pytest.raises(Refused, match="明日から"):
        do(town, Order(Act.MOVE, to_day=to_day), town.lesson)


def test_more_than_a_screenful_is_done_in_parts(town):
    lessons = {make.lesson(starts_at=TWO): 1 for _ in range(MOST + 1)}

    with pytest.raises(Refused, match="午前と午後に分けて"):
        carry_out(lessons, CANCEL, by=town.by, now=NIGHT_BEFORE)


@pytest.mark.parametrize("order", [CANCEL, MOVE])
@pytest.mark.parametrize("now", [on(TUESDAY, 7, 30), NIGHT_BEFORE])
def test_everybody_of_a_snowy_day_is_told_once_by_machine_or_stands_on_the_ring_list(town, order, now):
    """Landlines, couples on one number, a tutor and a learner without any."""
    home = make.household(town.city.town)
    silent, landline = make.person(household=home), make.person("0191-21-8633", household=home)
    learners = [make.learner(person=one, household=home) for one in (silent, landline)]
    both = [make.learner(phone="0191-23-1111", household=home) for _ in range(2)]
    quiet_tutor = make.tutor(household=home)
    other = make.lesson((quiet_tutor,), (*learners, *both), programme=town.city.programme, starts_at=TWO)
    other.tutors_wanted = 1

    outcome = do(town, order, town.lesson, other, now=now)

    concerned = {row.learner.person for lesson in outcome.done for row in lesson.attendances}
    concerned |= {row.tutor.person for lesson in outcome.done for row in lesson.assigned}
    told = [person for one in due() for person in one.people]
    assert set(told) == concerned
    assert len(told) == len(concerned)
    calls = ring_list(by=town.by, now=now)
    rung = {person for one in calls for person in one.people}
    if other in outcome.done:
        assert {silent, quiet_tutor.person} <= rung
        assert not {landline, *(one.person for one in both)} & rung
    by_machine = [one for one in due() if one.channel in (Channel.SMS, Channel.VOICE)]
    assert {person for one in by_machine for person in one.people} == concerned - rung


def test_area_is_a_citys_day_a_half_of_it_towns_or_a_kind(town):
    other, elsewhere = another(town), make.lesson(starts_at=TWO)
    hall = make.venue(town.city.town)
    given = {"kind": LessonKind.CLASS, "programme": town.city.programme, "starts_at": on(TUESDAY, 10)}
    klass = make.lesson(venue=hall, **given)

    def found(**values):
        return touched(Area(town.city.row, TUESDAY, **values), actor=town.by, now=NIGHT_BEFORE)[0]

    assert found() == [klass, town.lesson, other]
    assert found(part=Part.MORNING) == [klass]
    assert found(part=Part.AFTERNOON) == [town.lesson, other]
    assert found(towns=frozenset({other.household.town.name})) == [other]
    assert found(kind=LessonKind.CLASS) == [klass]
    assert elsewhere not in found()


def test_what_has_begun_is_not_offered_and_what_was_called_off_stands_apart(town):
    other = another(town)
    do(town, CANCEL, other)

    planned, off = touched(Area(town.city.row, TUESDAY), actor=town.by, now=NIGHT_BEFORE)
    begun = touched(Area(town.city.row, TUESDAY), actor=town.by, now=TWO + HOUR / 60)

    assert (planned, off) == ([town.lesson], [other])
    assert town.lesson not in begun[0]
