"""Repairs of several lessons at once: which exclude each other, and the best that go together.

Nobody is sent to two doors at a time, nor to more of them than he or she takes on. Reads only.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations, product
from typing import NamedTuple

from tutor.disruptions.proposals import Choice, Repair, RepairKind
from tutor.errors import Refused
from tutor.lessons import queries as lessons
from tutor.lessons.models import Lesson, Staffing
from tutor.lessons.way import door_of
from tutor.local_time import at_minute, local_date, monday_of
from tutor.people.models import Tutor
from tutor.places.travel import minutes

WEEK = timedelta(days=7)
Excluded = dict[tuple[Lesson, Repair], dict[tuple[str, datetime], list[str]]]
"""What each repair excludes in the other lessons: with whom and when, and who then cannot go there."""
Chosen = Mapping[Lesson, Choice]
Found = Mapping[Lesson, Sequence[Repair]]


class Clash(NamedTuple):
    """Whom it concerns, and why not."""

    name: str
    why: Refused


@dataclass(frozen=True)
class Going:
    """One tutor at one lesson, if the choice is carried out."""

    tutor: Tutor
    lesson: Lesson
    starts_at: datetime
    is_new: bool

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + (self.lesson.ends_at - self.lesson.starts_at)

    @property
    def day(self) -> date:
        return local_date(self.starts_at)


def whose(lesson: Lesson) -> str:
    learners = [row.learner.person.name for row in lesson.attendances]
    return learners[0] if learners else lesson.title


def bookings(chosen: Iterable[tuple[Lesson, Choice]]) -> Sequence[Staffing]:
    """What all who may go have in the weeks in question."""
    pairs = list(chosen)
    ids = {one.person_id for _, choice in pairs for one in choice.tutors}
    ids |= {row.tutor_id for lesson, _ in pairs for row in lesson.assigned}
    days = [local_date(at) for lesson, choice in pairs for at in (lesson.starts_at, choice.starts_at)]
    if not days:
        return []
    start, end = monday_of(min(days)), monday_of(max(days)) + WEEK
    return lessons.staffed(sorted(ids), start=at_minute(start, 0), end=at_minute(end, 0))


def clashes(chosen: Chosen, booked: Sequence[Staffing]) -> list[Clash]:
    """One for each two that exclude each other, and for each limit that is passed."""
    by_tutor: dict[Tutor, list[Going]] = defaultdict(list)
    for lesson, choice in chosen.items():
        for one in _goings(lesson, choice):
            by_tutor[one.tutor].append(one)
    changing = {lesson.id for lesson in chosen}
    kept = [row for row in booked if row.lesson_id not in changing]
    return [
        Clash(tutor.person.name, why)
        for tutor, goings in by_tutor.items()
        for why in _clashes(tutor, goings, kept)
    ]


def _goings(lesson: Lesson, choice: Choice) -> Iterator[Going]:
    """Also of those who stay: a new way must fit to their other lessons."""
    here = [row.tutor for row in lesson.assigned]
    match choice.kind:
        case RepairKind.STAND_IN:
            for one in dict.fromkeys([*here, *choice.tutors]):
                yield Going(one, lesson, lesson.starts_at, one not in here)
        case RepairKind.MOVE | RepairKind.RELIEVE:
            for one in choice.tutors:
                is_new = one not in here or choice.starts_at != lesson.starts_at
                yield Going(one, lesson, choice.starts_at, is_new)


def _clashes(tutor: Tutor, goings: Sequence[Going], kept: Sequence[Staffing]) -> Iterator[Refused]:
    for one, other in combinations(sorted(goings, key=lambda going: going.starts_at), 2):
        if (one.is_new or other.is_new) and not _fits(one, other):
            yield Refused(
                "%(name)sさんは、「%(one)s %(who)s」と「%(other)s %(whom)s」の両方には行けません。",
                name=tutor.person.name,
                one=one.starts_at,
                who=whose(one.lesson),
                other=other.starts_at,
                whom=whose(other.lesson),
            )
    own = [local_date(row.starts_at) for row in kept if row.tutor_id == tutor.person_id]
    if _is_too_much(goings, own, tutor):
        yield Refused(
            "%(name)sさんが行けるのは、一日に%(day)d件、一週間に%(week)d件までです。",
            name=tutor.person.name,
            day=tutor.max_day,
            week=tutor.max_week,
        )


def _fits(one: Going, other: Going) -> bool:
    a, b = door_of(one.lesson), door_of(other.lesson)
    way = minutes(a, b, mode=one.tutor.mode.value) if a and b else 0
    return one.ends_at + timedelta(minutes=way) <= other.starts_at


def _is_too_much(goings: Sequence[Going], own: Sequence[date], tutor: Tutor) -> bool:
    """One new lesson alone was judged by the planner; here it is several that add up."""
    for one in (going for going in goings if going.is_new):
        day = [going for going in goings if going.day == one.day]
        week = [going for going in goings if monday_of(going.day) == monday_of(one.day)]
        of_week = [then for then in own if monday_of(then) == monday_of(one.day)]
        too_much_a_day = len(day) > 1 and len(day) + own.count(one.day) > tutor.max_day
        if too_much_a_day or (len(week) > 1 and len(week) + len(of_week) > tutor.max_week):
            return True
    return False


def exclusions(found: Found, booked: Sequence[Staffing]) -> Excluded:
    said: Excluded = defaultdict(lambda: defaultdict(list))
    for (one, repairs), (other, others) in combinations(found.items(), 2):
        for repair, another in product(repairs, others):
            for name, _ in clashes({one: repair.choice, other: another.choice}, booked):
                _say(said[one, repair][whose(other), another.starts_at], name)
                _say(said[other, another][whose(one), repair.starts_at], name)
    return said


def _say(names: list[str], name: str) -> None:
    if name not in names:
        names.append(name)


Price = tuple[int, ...]


def best_together(found: Found, booked: Sequence[Staffing]) -> dict[Lesson, Repair]:
    """As few cancelled as can be, then as few moved, then the first of each list; cancelling always goes."""
    best: tuple[Price, dict[Lesson, Repair]] | None = None
    waiting: list[tuple[Price, dict[Lesson, Repair]]] = [((0, 0, 0, 0), {})]
    while waiting:
        price, chosen = waiting.pop()
        if best is not None and price >= best[0]:
            continue
        if len(chosen) == len(found):
            best = (price, chosen)
            continue
        lesson = list(found)[len(chosen)]
        longer = [(_dearer(price, one, n), {**chosen, lesson: one}) for n, one in enumerate(found[lesson])]
        # The last is looked at first: the best of this lesson.
        waiting += [one for one in reversed(longer) if not clashes(_choices(one[1]), booked)]
    return best[1] if best else {}


def _dearer(price: Price, repair: Repair, n: int) -> Price:
    kind = repair.kind
    more = (kind is RepairKind.CANCEL, kind is RepairKind.MOVE, repair.unmet, n)
    return tuple(one + int(other) for one, other in zip(price, more, strict=True))


def _choices(chosen: Mapping[Lesson, Repair]) -> Chosen:
    return {lesson: repair.choice for lesson, repair in chosen.items()}
