"""Who answered what in a unit. Only for those who teach or look after these people."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, defer

from tutor.actor import Actor, Role
from tutor.curriculum import queries as curricula
from tutor.curriculum.models import CurriculumVersion, UnitRow
from tutor.database import db
from tutor.people.models import Learner, Person
from tutor.study.models import Study, StudyAnswer
from tutor.study.rules import sheets

MOST_ROWS = 200
Answered = tuple[int, int, bool]
"""Round, question, whether it was right; in the order in which it was pressed."""


@dataclass(frozen=True)
class Points:
    """Of one time through the questions: how many were right at once. `wrong` are numbered from 1."""

    right: int
    wrong: tuple[int, ...]

    @property
    def asked(self) -> int:
        return self.right + len(self.wrong)


@dataclass(frozen=True)
class Score:
    study: Study
    person: Person
    sheets: int
    first: Points | None
    last: Points | None
    """The last time through, when that was not the first."""


def of_unit(rows: Sequence[UnitRow], actor: Actor) -> list[Score]:
    """Whoever read last comes first."""
    found = _studies().where(Study.unit_id.in_([row.id for row in rows]))
    reach = actor.reach(Role.COORDINATOR)
    if reach is not None:
        found = found.where(Learner.municipality_id.in_(reach))
    return _scores(found)


def of_learner(learner: Learner) -> list[Score]:
    return _scores(_studies().where(Study.learner_id == learner.person_id))


def _studies() -> Select[Study, Person]:
    version = contains_eager(Study.unit).contains_eager(UnitRow.version)
    return (
        select(Study, Person)
        .join(Learner, Learner.person_id == Study.learner_id)
        .join(Person, Person.id == Learner.person_id)
        .join(Study.unit)
        .join(UnitRow.version)
        .where(Person.erased_at.is_(None))
        .options(version.options(defer(CurriculumVersion.content)))
        .order_by(Study.seen_at.desc(), Study.id.desc())
        .limit(MOST_ROWS)
    )


def _scores(found: Select[Study, Person]) -> list[Score]:
    rows = db.session.execute(found).all()
    answers = _answers([study.id for study, _ in rows])
    return [_score(study, person, points(answers.get(study.id, ()))) for study, person in rows]


def _score(study: Study, person: Person, by_round: Mapping[int, Points]) -> Score:
    rounds = sorted(by_round)
    first = by_round[rounds[0]] if rounds else None
    last = by_round[rounds[-1]] if len(rounds) > 1 else None
    return Score(study, person, len(sheets(curricula.unit_content(study.unit))), first, last)


def _answers(study_ids: Collection[int]) -> Mapping[int, Sequence[Answered]]:
    rows = (
        select(StudyAnswer.study_id, StudyAnswer.round, StudyAnswer.question, StudyAnswer.right)
        .where(StudyAnswer.study_id.in_(study_ids), StudyAnswer.kind == "question")
        .order_by(StudyAnswer.id)
    )
    found = defaultdict(list)
    for study, round_, question, right in db.session.execute(rows):
        found[study].append((round_, question, bool(right)))
    return found


def points(answers: Iterable[Answered]) -> dict[int, Points]:
    """By round; only the first try at each question counts."""
    first: dict[int, dict[int, bool]] = defaultdict(dict)
    for round_, question, right in answers:
        first[round_].setdefault(question, right)
    return {
        round_: Points(sum(tries.values()), tuple(sorted(n + 1 for n, right in tries.items() if not right)))
        for round_, tries in first.items()
    }
