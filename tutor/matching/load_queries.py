"""The load of every tutor from the beginning of the term to a week, and what the planner makes of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from tutor.availability import queries as availability
from tutor.database import db
from tutor.lessons.models import Staffing, StaffingState
from tutor.local_time import at_minute, local_date, monday_of
from tutor.matching.engine.problem import Problem
from tutor.matching.fair_load import Load, Worked, loads
from tutor.matching.tutors import TutorWeek, offered, tutors_of_week, weeks_of_hours
from tutor.people.models import Tutor


def term_loads(tutors: Sequence[Tutor], monday: date) -> Mapping[int, Load]:
    """By person id; of lessons of every kind and city, before that week. Four reads for any number of weeks.

    Empty where no term is entered, and in the term's first week.
    """
    term = availability.term_on(monday)
    if term is None:
        return {}
    first = monday_of(term.starts_on)
    weeks = weeks_of_hours(tutors, first, number=(monday - first).days // 7)
    given = _given([one.person_id for one in tutors], term.starts_on, monday)
    return loads(
        {one.person_id: _worked(one, week[one.person_id], given) for one in tutors} for week in weeks
    )


def _given(tutor_ids: Sequence[int], first: date, end: date) -> Counter[tuple[int, date]]:
    """By tutor and Monday. Columns only: a term of thirty tutors is thousands of rows."""
    rows = select(Staffing.tutor_id, Staffing.starts_at).where(
        Staffing.tutor_id.in_(tutor_ids),
        Staffing.live,
        Staffing.state != StaffingState.RELEASED,
        Staffing.starts_at >= at_minute(first, 0),
        Staffing.starts_at < at_minute(end, 0),
    )
    return Counter((tutor_id, monday_of(local_date(begins))) for tutor_id, begins in db.session.execute(rows))


def _worked(tutor: Tutor, week: TutorWeek, given: Mapping[tuple[int, date], int]) -> Worked:
    minutes = sum(to - since for since, to in offered(tutor, week))
    return Worked(given[tutor.person_id, week.monday], minutes)


def loads_by_name(monday: date) -> list[tuple[Tutor, Load]]:
    """Of everybody who works that week, by reading."""
    rows = tutors_of_week(monday)
    found = term_loads(rows, monday)
    known = [(one, found[one.person_id]) for one in rows if one.person_id in found]
    return sorted(known, key=lambda one: (one[0].person.reading_folded, one[0].person_id))


def load_of(tutor_id: int, monday: date) -> Load | None:
    """Only this one's; reckoned beside all the others."""
    return term_loads(tutors_of_week(monday), monday).get(tutor_id)


def carrying(problem: Problem, ids: Mapping[str, int], found: Mapping[int, Load]) -> Problem:
    """The problem in which every tutor carries what was too much or too little so far; `ids` by code."""
    known = {code: found[id_].carried for code, id_ in ids.items() if id_ in found}
    return replace(
        problem, tutors=tuple(replace(one, carried=known.get(one.id, 0)) for one in problem.tutors)
    )
