"""Who is proposed for a class is swapped before publishing: weighed first, and taken back."""

from datetime import time, timedelta

import pytest

from tests import make
from tests.make import MONDAY, NOW
from tests.matching.planned import draft_of
from tests.matching.test_classes import TWO, a_class
from tests.matching.week import TUESDAY, City
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons import staffing
from tutor.local_time import at
from tutor.matching import actions, step_queries, swapping
from tutor.matching.board import board_of
from tutor.matching.models import UNDO, BoardStep, PlanState
from tutor.messaging.wording import load_wordings


@pytest.fixture
def city(database):
    load_wordings(NOW)
    return City()


@pytest.fixture
def drafted(city):
    """Two of four experienced tutors are proposed for a class at two; the class wants no more."""
    [city.tutor("android", "experienced") for _ in range(4)]
    a_class(city)
    (proposed,) = draft_of(city).lessons
    return proposed


def others(proposed):
    there = {one.person_id for one in proposed.tutors}
    desk = swapping.SwapDesk(proposed, proposed.tutors[0], now=NOW)
    return [one for one in desk.tutors.values() if one.person_id not in there]


def swap(city, proposed, gone, come, **given):
    return swapping.swap(proposed, gone, come, **{"by": city.coordinator, "now": NOW} | given)


def refused(act, *given, **named) -> str:
    with pytest.raises(Refused) as refusal:
        act(*given, **named)
    return str(refusal.value)


def test_somebody_else_who_lives_beside_costs_nothing_and_breaks_nothing(drafted):
    offer = swapping.SwapDesk(drafted, drafted.tutors[0], now=NOW).judge(others(drafted)[0])

    assert (offer.minutes, offer.broken, bool(offer.clash), offer.is_possible) == (0, (), False, True)


def test_best_others_are_those_who_could_come_and_not_who_goes_already(city, drafted):
    city.tutor("android", hours=())
    gone, kept = drafted.tutors

    offers = swapping.SwapDesk(drafted, gone, now=NOW).best()

    assert {one.tutors[0] for one in offers} == set(others_able(drafted))
    assert kept not in {one.tutors[0] for one in offers}


def others_able(drafted):
    return [one for one in others(drafted) if any(tag.tag == "experienced" for tag in one.qualifications)]


def test_swapped_tutor_stands_on_the_board_and_is_published(city, drafted):
    gone, kept = drafted.tutors
    come = others(drafted)[0]

    swap(city, drafted, gone, come)
    names = board_of(city.row, MONDAY).proposals[drafted.lesson.code].names
    actions.publish(drafted.plan, by=city.coordinator, now=NOW)

    assert set(names) == {kept.person.name, come.person.name}
    assert {row.tutor_id for row in drafted.lesson.assigned} == {kept.person_id, come.person_id}


def test_swap_is_taken_back_and_only_once(city, drafted):
    before = {one.person_id for one in drafted.tutors}
    step = swap(city, drafted, drafted.tutors[0], others(drafted)[0])

    swapping.undo(drafted, by=city.coordinator, now=NOW)

    assert {one.person_id for one in drafted.tutors} == before
    assert step.undone_at == NOW
    assert "もとにもどす変更がありません" in refused(swapping.undo, drafted, by=city.coordinator, now=NOW)


def test_second_press_and_a_colleagues_old_screen_change_nothing(city, drafted):
    gone, (come, third) = drafted.tutors[0], others(drafted)[:2]
    swap(city, drafted, gone, come)

    for late in (come, third):
        assert "古くなっています" in refused(swap, city, drafted, gone, late)

    assert come in drafted.tutors


def test_who_has_no_hours_then_is_refused_whatever_the_reason(city, drafted):
    absent = city.tutor("android", "experienced", hours=())

    said = refused(swap, city, drafted, drafted.tutors[0], absent, because="どうしても")

    assert "来られる時間に、訪問が収まりません" in said
    assert absent not in drafted.tutors


def test_who_teaches_elsewhere_then_is_named(city, drafted):
    come = others(drafted)[0]
    make.lesson((come,), (city.learner(),), programme=city.programme, starts_at=TWO)

    assert f"{come.person.name}さんには" in refused(swap, city, drafted, drafted.tutors[0], come)


def test_last_experienced_one_may_be_swapped_only_with_a_reason(city):
    city.tutor("android", "experienced")
    a_class(city, wanted=1)
    (proposed,) = draft_of(city).lessons
    new = city.tutor("android")

    assert "経験のある学生講師が、一人もいなくなります" in refused(
        swap, city, proposed, proposed.tutors[0], new
    )
    step = swap(city, proposed, proposed.tutors[0], new, because="見学をかねて")

    assert (proposed.tutors, step.because) == ([new], "見学をかねて")


def test_back_to_what_a_reason_once_allowed_asks_for_none_and_writes_none(city):
    old = city.tutor("android", "experienced")
    a_class(city, wanted=1)
    (proposed,) = draft_of(city).lessons
    new = city.tutor("android")
    swap(city, proposed, old, new, because="見学をかねて")
    swap(city, proposed, new, old)

    swapping.undo(proposed, by=city.coordinator, now=NOW)

    assert proposed.tutors == [new]
    assert [one.because for one in db.session.query(BoardStep).filter_by(verb=UNDO)] == [""]


def test_somebody_experienced_who_is_booked_already_is_enough(city):
    old = city.tutor("experienced", hours=())
    city.tutor("android", "experienced")
    lesson = a_class(city)
    staffing.assign(lesson, [old], by=city.coordinator, now=NOW)
    (proposed,) = draft_of(city).lessons

    assert swap(city, proposed, proposed.tutors[0], city.tutor("android"))


def test_class_moved_since_and_a_published_plan_are_not_swapped(city, drafted):
    gone, come = drafted.tutors[0], others(drafted)[0]
    drafted.lesson.starts_at, drafted.lesson.ends_at = at(TUESDAY, time(15)), at(TUESDAY, time(16))
    db.session.flush()
    assert "計画のあとで変わりました" in refused(swap, city, drafted, gone, come)

    drafted.lesson.starts_at, drafted.lesson.ends_at = TWO, TWO + timedelta(hours=1)
    drafted.plan.state = PlanState.PUBLISHED
    db.session.flush()
    assert refused(swap, city, drafted, gone, come)


def test_screens_of_colleagues_are_drawn_anew_with_the_list_beside(city, drafted):
    (gone, kept), come = drafted.tutors, others(drafted)[0]
    mark = board_of(city.row, MONDAY).head.mark

    swap(city, drafted, gone, come)

    since = step_queries.since(city.row.id, MONDAY, 0)
    assert board_of(city.row, MONDAY).head.mark != mark
    assert since.tutor_ids == {one.person_id for one in (gone, kept, come)}, (
        "who stays goes with somebody else"
    )
    assert since.lists


def test_swap_is_no_change_of_the_booked_lesson(city, drafted):
    swap(city, drafted, drafted.tutors[0], others(drafted)[0])

    assert "もとにもどす変更がありません" in refused(step_queries.last_of_lesson, drafted.lesson)
