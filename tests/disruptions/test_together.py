"""All lessons of an absence at once: what excludes what, the best that go together, all or nothing."""

from datetime import timedelta
from itertools import product

import pytest

from tests import make
from tests.disruptions.scene import HALF_PAST_SEVEN, TWO, booked, due, names, on, scene
from tests.matching.week import FIVE, NOON, TUESDAY, wish
from tutor.database import db
from tutor.disruptions.actions import cannot_come, mend_all
from tutor.disruptions.proposals import Choice, Repair, RepairKind, repairs
from tutor.disruptions.rules import Absence
from tutor.disruptions.together import best_together, bookings, clashes, exclusions
from tutor.errors import Refused
from tutor.lessons.models import LessonState
from tutor.messaging.wording import load_wordings
from tutor.people.models import PhoneKind
from tutor.visit_requests.queries import request_of

STAND_IN, MOVE, CANCEL, _ = RepairKind
THREE, QUARTER_PAST_THREE = on(TUESDAY, 15), on(TUESDAY, 15, 15)


@pytest.fixture
def town(database):
    load_wordings(make.NOW)
    return scene()


def second(town, starts_at=QUARTER_PAST_THREE, n=1):
    """Another visit of the tutor who falls ill."""
    learner = make.learner(
        person=make.person(
            f"090-1111-33{n:02}",
            family_name="佐々木",
            family_reading="ささき",
            household=make.household(town.city.town),
        )
    )
    request = town.city.request(wish(1, NOON, FIVE), wish(3, NOON, FIVE), people=(learner,))
    return booked(town.city, town.pair, learner, request, starts_at)


def ill(town):
    cannot_come(town.ill, Absence(TUESDAY, TUESDAY), by=town.by, now=HALF_PAST_SEVEN)


def found_for(*lessons):
    found = {one: repairs(one, now=HALF_PAST_SEVEN) for one in lessons}
    return found, bookings((one, repair.choice) for one, some in found.items() for repair in some)


def best(*lessons):
    return {lesson: (one.kind, one.tutors) for lesson, one in best_together(*found_for(*lessons)).items()}


def why_not(chosen):
    return [str(one.why) for one in clashes(chosen, bookings(chosen.items()))]


def do(town, chosen, shown=None):
    shown = shown or {one: one.version for one in chosen}
    mend_all(chosen, shown=shown, by=town.by, now=HALF_PAST_SEVEN)


def test_one_colleague_takes_both_when_the_time_between_is_enough(town):
    other, helper = second(town), town.colleague()
    ill(town)

    assert best(town.lesson, other) == dict.fromkeys((town.lesson, other), (STAND_IN, (helper,)))


def test_way_between_two_doors_takes_time(town):
    other, helper = second(town, THREE), town.colleague()
    ill(town)
    both = {one: Choice(STAND_IN, one.starts_at, [helper]) for one in (town.lesson, other)}

    [why] = why_not(both)
    assert helper.person.name in why
    assert "11月24日(火) 14:00 千葉" in why
    assert "両方には行けません" in why
    with pytest.raises(Refused, match="両方には"):
        do(town, both)


def test_who_alone_can_take_the_second_is_not_used_up_by_the_first(town):
    """Lesson by lesson the first would get her, because she stands first in its list."""
    able, other = town.colleague("android", "rakuraku", n=5), second(town, THREE)
    request_of(other.id).phone_kind = PhoneKind.RAKURAKU
    plain = town.colleague("android", n=6)
    ill(town)
    assert found_for(town.lesson)[0][town.lesson][0].tutors == (able,)

    assert best(town.lesson, other) == {town.lesson: (STAND_IN, (plain,)), other: (STAND_IN, (able,))}


def test_limit_of_a_day_is_passed_by_two_together(town):
    other, helper = second(town), town.colleague(max_day=1)
    ill(town)
    both = {one: Choice(STAND_IN, one.starts_at, [helper]) for one in (town.lesson, other)}

    assert ["一日に1件" in one for one in why_not(both)] == [True]
    assert {kind for kind, _ in best(town.lesson, other).values()} == {STAND_IN, MOVE}


def test_what_is_booked_elsewhere_counts_for_the_limit_and_what_is_being_mended_does_not(town):
    other, helper = second(town), town.colleague(max_day=2)
    ill(town)
    both = {one: Choice(STAND_IN, one.starts_at, [helper]) for one in (town.lesson, other)}
    assert why_not(both) == []

    make.lesson((helper,), starts_at=on(TUESDAY, 12), household=make.household(town.city.town))

    assert ["一日に2件" in one for one in why_not(both)] == [True]


def test_who_stays_in_both_is_not_sent_to_two_doors_by_a_move(town):
    other = second(town)
    ill(town)
    start = on(TUESDAY + timedelta(days=2), 13)
    both = {one: Choice(MOVE, start, list(town.pair)) for one in (town.lesson, other)}

    assert len(why_not(both)) == 2
    assert town.pair[1].person.name in "".join(why_not(both))


def test_each_repair_says_what_it_excludes_in_the_other_lesson(town):
    other, helper = second(town, THREE), town.colleague()
    ill(town)
    found, taken = found_for(town.lesson, other)

    said = exclusions(found, taken)

    for lesson, words in ((town.lesson, ("佐々木", THREE)), (other, ("千葉", TWO))):
        first = found[lesson][0]
        assert first.tutors == (helper,)
        [(elsewhere, who)] = said[lesson, first].items()
        assert (elsewhere[0].split()[0], elsewhere[1]) == words
        assert who == [helper.person.name]


def test_best_is_never_worse_than_what_trying_all_of_them_finds(town):
    lessons = [town.lesson, second(town, on(TUESDAY, 12, 45), 1), second(town, QUARTER_PAST_THREE, 2)]
    town.colleague(n=5), town.colleague(n=6, max_day=1)
    ill(town)
    found, taken = found_for(*lessons)

    def price(chosen: dict[object, Repair]) -> tuple[int, ...]:
        kinds = [one.kind for one in chosen.values()]
        places = sum(found[lesson].index(one) for lesson, one in chosen.items())
        return kinds.count(CANCEL), kinds.count(MOVE), sum(one.unmet for one in chosen.values()), places

    every = (dict(zip(found, some, strict=True)) for some in product(*found.values()))
    possible = [one for one in every if not clashes({k: v.choice for k, v in one.items()}, taken)]

    assert price(best_together(found, taken)) == min(map(price, possible))


def test_different_choices_are_carried_out_together(town):
    other, helper = second(town), town.colleague()
    ill(town)

    do(town, {town.lesson: Choice(STAND_IN, TWO, [helper]), other: Choice(CANCEL, other.starts_at)})

    assert town.lesson.lacking == 0
    assert other.state is LessonState.CANCELLED
    assert [names(one) for one in due("lesson_tutor_changed")] == [["千葉"]]
    assert [names(one) for one in due("lesson_cancelled")] == [["佐々木"]]


def test_pressed_twice_is_done_once(town):
    other, helper = second(town), town.colleague(max_day=2)
    ill(town)
    chosen = {one: Choice(STAND_IN, one.starts_at, [helper]) for one in (town.lesson, other)}
    shown = {one: one.version for one in chosen}
    do(town, chosen, shown)
    told = len(due())

    do(town, chosen, shown)

    assert len(due()) == told


def test_one_lesson_that_a_colleague_has_changed_stops_all_of_them(town):
    other, helper = second(town), town.colleague()
    ill(town)
    shown = {one: one.version for one in (town.lesson, other)}
    do(town, {other: Choice(STAND_IN, other.starts_at, [helper])})
    db.session.commit()
    told = len(due())

    with pytest.raises(Refused, match="まだ何も変えていません"):
        do(
            town,
            {town.lesson: Choice(STAND_IN, TWO, [helper]), other: Choice(CANCEL, other.starts_at)},
            shown,
        )
    db.session.rollback()

    assert town.lesson.lacking == 1
    assert len(due()) == told
