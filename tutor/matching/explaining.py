"""What is said about one visit of the board, from what the desk has read: one question of the engine each."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tutor.local_time import day_span, local_date
from tutor.matching import visits, why_words
from tutor.matching.classes import code_of
from tutor.matching.engine.candidates import Exclusion
from tutor.matching.engine.plan import Served
from tutor.matching.engine.problem import DAY
from tutor.matching.engine.what_if import Question, WhatIf
from tutor.matching.engine.why_not import HalfDay, why_not
from tutor.matching.engine.why_these import Going, Other, WhyThese, why_these
from tutor.matching.moves import NOON
from tutor.matching.preview import Desk
from tutor.matching.visits import WeekView
from tutor.people.models import Tutor
from tutor.sentences import Said, together


@dataclass(frozen=True)
class WhyHalf:
    """A wished half-day: why not, to be read aloud; and `who` of the tutors why not, for the desk only."""

    half: Said
    why: Said
    who: tuple[Said, ...]
    fits: bool
    """It could be put in here at a gain."""


@dataclass(frozen=True)
class Answer:
    """What would help, and what the objective would gain."""

    said: tuple[Said, ...]
    points: int


class Explaining:
    def __init__(self, desk: Desk) -> None:
        self.desk, self.week = desk, desk.week
        self._served = tuple(desk.assigned.values())
        self._names = short_names(desk.tutors)
        classes = [one.lesson for one in desk.proposed]
        self._titles = {one.code: Said("「%(thing)s」", thing=one.title) for one in classes}
        for visit in desk.others:
            people = [why_words.person(row.person.name) for row in visit.request.people]
            self._titles[visit.code] = together(*people)

    def half_days(self) -> list[WhyHalf]:
        """Each wished half-day of the week, in order; none when all of them are over."""
        found = why_not(self.week.problem, self._served, self.desk.visit.code)
        return [
            WhyHalf(
                self._half(one.window[0]),
                why_words.why_here(one.reason),
                tuple(self._who(one)),
                fits=one.reason is None,
            )
            for one in found.half_days
        ]

    def these_two(self) -> list[Said]:
        """Nothing when the visit stands against a rule: then a person has decided, and said why."""
        found = why_these(self.week.problem, self._served, self.desk.visit.code)
        return told(found, self.desk.tutors, self.week.moment) if found else []

    def answers(self) -> list[Answer]:
        """Up to three; what is pinned or set by hand against a rule stays, and so do the classes."""
        keep = self.desk.assigned.keys() - {one.code for one in self.desk.others if not one.pinned}
        question = Question(self.week.problem, self._served, self.desk.visit.code, keep)
        possible = visits.any_half_day(self.desk.visit.request, self._from_tomorrow())
        return [Answer(tuple(self._answer(one)), one.gain) for one in question.answers(possible)]

    def _from_tomorrow(self) -> WeekView:
        earliest = day_span(local_date(self.desk.now))[1]
        return WeekView(self.week.monday, earliest, self.desk.now, self.week.closed, frozenset())

    def _half(self, minute: int) -> Said:
        moment = self.week.moment(minute)
        return why_words.half_day(local_date(moment), afternoon=minute % DAY >= NOON)

    def _who(self, half: HalfDay) -> Iterable[Said]:
        """Of a kind of reason all whom it holds for, so that twenty tutors are a few lines."""
        if half.able:
            yield why_words.listed(why_words.ABLE, [self._name(code) for code in half.able])
        kinds: dict[str, list[object]] = defaultdict(list)
        for code, against in half.excluded.items():
            kinds[against.code].append(self._against(code, against))
        for kind, said in why_words.AGAINST.items():
            if kind in kinds:
                yield why_words.listed(said, kinds[kind])

    def _against(self, code: str, against: Exclusion) -> object:
        if against.code != "busy":
            return self._name(code)
        return why_words.in_the_way(self._name(code), [self._whose(one) for one in against.blocked_by])

    def _answer(self, one: WhatIf) -> Iterable[Said]:
        there = {served.id: served for served in one.served}
        half, names = self._half(one.visit.start), self._people(one.visit)
        who = self._person(one.tutor) if one.tutor else Said()
        yield why_words.would_fit(one.kind, half, self._moment(one.visit), names, who)
        yield from why_words.knows(who, one.tags)
        for code in one.displaced:
            yield why_words.displaced(self._whose(code))
        for code in one.moved:
            yield why_words.moved(self._whose(code), self._moment(there[code]), self._people(there[code]))

    def _moment(self, served: Served) -> datetime:
        return self.week.moment(served.start)

    def _people(self, served: Served) -> list[Said]:
        return [self._person(code) for code in served.tutors]

    def _person(self, code: str) -> Said:
        return why_words.person(self._name(code))

    def _name(self, code: str) -> str:
        return self._names[code]

    def _whose(self, id_: str) -> Said:
        """Of a visit its people, of a class its title."""
        return self._titles[code_of(id_)]


def short_names(tutors: Mapping[str, Tutor]) -> dict[str, str]:
    """By code the family name, or the whole name where two have the same."""
    families = Counter(one.person.family_name for one in tutors.values())
    return {
        code: one.person.family_name if families[one.person.family_name] == 1 else one.person.name
        for code, one in tutors.items()
    }


def told(found: WhyThese, tutors: Mapping[str, Tutor], moment: Callable[[int], datetime]) -> list[Said]:
    """What speaks for each of the two, then the next best: another two, and another hour for the same."""
    people = {code: why_words.person(name) for code, name in short_names(tutors).items()}
    said = [sentence for one in found.going for sentence in _goes(one, people[one.tutor])]
    group, hour = found.other_group, found.other_start
    if group:
        names = [people[code] for code in group.choice.tutors]
        said += [why_words.next_group(moment(group.choice.start), names), _difference(group)]
    else:
        said.append(why_words.NO_OTHERS)
    return [*said, why_words.next_hour(moment(hour.choice.start)), _difference(hour)] if hour else said


def _goes(one: Going, who: Said) -> list[Said]:
    return why_words.goes(
        who,
        minutes=one.minutes,
        familiar=one.wished > 0,
        tags=one.meets,
        load=one.load,
        fair=one.fair,
    )


def _difference(other: Other) -> Said:
    return why_words.difference(other.minutes, -other.loss)
