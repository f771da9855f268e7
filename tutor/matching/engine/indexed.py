"""The problem with numbers in place of ids, prepared once for a search that asks millions of questions."""

from dataclasses import dataclass

from tutor.matching.engine.carrying import carried_shares
from tutor.matching.engine.problem import DAY, Matrix, Problem, Tutor, Visit, allowed_starts

NO_LIMIT = 1 << 30


@dataclass(frozen=True, slots=True, eq=False)
class IndexedShift:
    """One shift of one tutor. `day_slot` numbers the pair (tutor, day) that a daily limit is about."""

    number: int
    tutor: int
    skills: int
    since: int
    to: int
    home: int
    minutes: Matrix
    day_slot: int


@dataclass(frozen=True, slots=True, eq=False)
class IndexedVisit:
    """`bias[t]` is what tutor t costs apart from the way; `needs` are (bit of the tag, at least).

    `shifts` are those that may hold it: (tutor, numbers of the shifts), rising.
    """

    number: int
    visit: Visit
    place: int
    duration: int
    starts: tuple[int, ...]
    tutors: int
    needs: tuple[tuple[int, int], ...]
    prize: int
    published: int | None
    bias: tuple[int, ...]
    shifts: tuple[tuple[int, tuple[int, ...]], ...]


class IndexedProblem:
    """Shifts, visits and limits by number. `base` is the objective of the empty plan."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.weights = problem.weights
        self.tutor_number = {tutor.id: number for number, tutor in enumerate(problem.tutors)}
        self.limit = [_limit(tutor.max_visits) for tutor in problem.tutors]
        self.tag_bit = {
            tag: 1 << n for n, tag in enumerate(sorted({s for t in problem.tutors for s in t.skills}))
        }
        self.day_limit: list[int] = []
        self.shifts: list[IndexedShift] = []
        for number, tutor in enumerate(problem.tutors):
            self._add_shifts(number, tutor)
        self.visits = [self._visit(number, visit) for number, visit in enumerate(problem.visits)]
        w = self.weights
        self.base = -sum(w.move + w.swap * len(old.tutors) for old in problem.current.values())
        self._fair: dict[int, tuple[int, ...]] = {}

    def fair(self, work: int) -> tuple[int, ...]:
        """Each tutor's fair number of visits when `work` tutor places are filled in all.

        Counts what they carry; it never falls when `work` rises.
        """
        if work not in self._fair:
            self._fair[work] = carried_shares(self.problem, work)
        return self._fair[work]

    def shift_at(self, tutor: int, start: int, duration: int) -> IndexedShift | None:
        """The shift that holds the whole visit (T1), if there is one."""
        for shift in self.shifts:
            if shift.tutor == tutor and shift.since <= start and start + duration <= shift.to:
                return shift
        return None

    def _add_shifts(self, number: int, tutor: Tutor) -> None:
        slots: dict[int, int] = {}
        skills = sum(self.tag_bit[tag] for tag in tutor.skills)
        for since, to in tutor.shifts:
            if since // DAY not in slots:
                slots[since // DAY] = len(self.day_limit)
                self.day_limit.append(_limit(tutor.max_visits_per_day))
            matrix, slot = self.problem.travel[tutor.mode], slots[since // DAY]
            shift = IndexedShift(len(self.shifts), number, skills, since, to, tutor.home, matrix, slot)
            self.shifts.append(shift)

    def _visit(self, number: int, visit: Visit) -> IndexedVisit:
        w, current = self.weights, self.problem.current.get(visit.id)
        bias = [0] * len(self.problem.tutors)
        for tutor_id, points in visit.prefers.items():
            bias[self.tutor_number[tutor_id]] -= w.prefer * points
        for tutor_id in current.tutors if current else ():
            bias[self.tutor_number[tutor_id]] -= w.swap
        starts = allowed_starts(self.problem.grid, visit)
        return IndexedVisit(
            number=number,
            visit=visit,
            place=visit.place,
            duration=visit.duration,
            starts=starts,
            tutors=visit.tutors,
            needs=tuple((self.tag_bit.get(tag, 0), least) for tag, least in visit.needs.items()),
            prize=w.serve * visit.priority,
            published=current.start if current else None,
            bias=tuple(bias),
            shifts=self._shifts_for(visit, starts),
        )

    def _shifts_for(self, visit: Visit, starts: tuple[int, ...]) -> tuple[tuple[int, tuple[int, ...]], ...]:
        found: dict[int, list[int]] = {}
        for shift in self.shifts:
            if self._may_take(shift, visit, starts):
                found.setdefault(shift.tutor, []).append(shift.number)
        return tuple((tutor, tuple(numbers)) for tutor, numbers in found.items())

    def _may_take(self, shift: IndexedShift, visit: Visit, starts: tuple[int, ...]) -> bool:
        """Not refused, within both limits, and some start lies in the shift; the ways are not asked yet."""
        if not starts or starts[0] + visit.duration > shift.to or starts[-1] < shift.since:
            return False
        if self.limit[shift.tutor] < 1 or self.day_limit[shift.day_slot] < 1:
            return False
        return self.problem.tutors[shift.tutor].id not in visit.refuses


def _limit(value: int | None) -> int:
    return NO_LIMIT if value is None else value
