"""How often units were begun, opened and answered in the actor's cities: one read for each kind of number."""

from collections import defaultdict
from collections.abc import Collection
from typing import TypeVarTuple

from sqlalchemy import Select, func, select

from tutor.database import db
from tutor.people.models import Learner
from tutor.reports.reading import Counts
from tutor.study.models import Share, Study, StudyAnswer, StudyPage
from tutor.study.rules import Sheet

Columns = TypeVarTuple("Columns")

Group = tuple[int, bool]
"""A unit of one version; whether it was read by a shared code."""
Found = dict[Group, Counts]
Reach = Collection[int] | None
LENT = Study.share_id.is_not(None)


def counts(unit_ids: Collection[int], reach: Reach) -> Found:
    found: Found = defaultdict(Counts)
    _readers(found, unit_ids, reach)
    _seen(found, unit_ids, reach)
    _stopped(found, unit_ids, reach)
    _first_tries(found, unit_ids, reach)
    return found


def readers(unit_ids: Collection[int], reach: Reach) -> Found:
    """Only who began and who came to the end, and what was answered first."""
    found: Found = defaultdict(Counts)
    _readers(found, unit_ids, reach)
    _first_tries(found, unit_ids, reach)
    return found


def _within(rows: Select[*Columns], unit_ids: Collection[int], reach: Reach) -> Select[*Columns]:
    rows = rows.where(Study.unit_id.in_(unit_ids))
    if reach is None:
        return rows
    place = func.coalesce(Learner.municipality_id, Share.municipality_id)
    return (
        rows.outerjoin(Learner, Learner.person_id == Study.learner_id)
        .outerjoin(Share, Share.id == Study.share_id)
        .where(place.in_(reach))
    )


def _readers(found: Found, unit_ids: Collection[int], reach: Reach) -> None:
    rows = select(Study.unit_id, LENT, func.count(), func.count(Study.done_at)).group_by(Study.unit_id, LENT)
    for unit, lent, began, finished in db.session.execute(_within(rows, unit_ids, reach)):
        found[unit, bool(lent)].began = began
        found[unit, bool(lent)].finished = finished


def _seen(found: Found, unit_ids: Collection[int], reach: Reach) -> None:
    rows = (
        select(Study.unit_id, LENT, StudyPage.n, func.count())
        .select_from(Study)
        .join(StudyPage, StudyPage.study_id == Study.id)
        .group_by(Study.unit_id, LENT, StudyPage.n)
    )
    for unit, lent, n, number in db.session.execute(_within(rows, unit_ids, reach)):
        found[unit, bool(lent)].seen[n] = number


def _stopped(found: Found, unit_ids: Collection[int], reach: Reach) -> None:
    """Who turned back counts where he or she came farthest."""
    farthest = (
        select(func.max(StudyPage.n)).where(StudyPage.study_id == Study.id).correlate(Study).scalar_subquery()
    )
    each = select(Study.unit_id, LENT.label("lent"), farthest.label("n")).where(Study.done_at.is_(None))
    last = _within(each, unit_ids, reach).subquery()
    rows = select(last.c.unit_id, last.c.lent, last.c.n, func.count())
    for unit, lent, n, number in db.session.execute(rows.group_by(last.c.unit_id, last.c.lent, last.c.n)):
        found[unit, bool(lent)].stopped[n or 0] = number


def _first_tries(found: Found, unit_ids: Collection[int], reach: Reach) -> None:
    """Of the first time through: who reads a unit again has seen the answers."""
    asked = (StudyAnswer.study_id, StudyAnswer.kind, StudyAnswer.question)
    own = _within(select(func.min(StudyAnswer.id)).select_from(Study), unit_ids, reach)
    first = own.join(StudyAnswer, StudyAnswer.study_id == Study.id).group_by(*asked)
    what = (Study.unit_id, LENT, StudyAnswer.kind, StudyAnswer.question, StudyAnswer.choice)
    rows = (
        select(*what, func.count())
        .select_from(StudyAnswer)
        .join(Study, Study.id == StudyAnswer.study_id)
        .where(StudyAnswer.id.in_(first))
        .group_by(*what)
    )
    for unit, lent, kind, question, choice, number in db.session.execute(rows):
        sheet = Sheet(kind, question)  # type: ignore[arg-type]  # kept as text
        found[unit, bool(lent)].first_tries[sheet, choice] = number
