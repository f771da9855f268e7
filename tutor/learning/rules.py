"""What marks say of a learner: standings, stages, level. Always the same, in whatever order they came."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from tutor.curriculum.content import Curriculum, Skill
from tutor.errors import Refused

WITH_WORDS = 2
ALONE = 3
BEST = 4
OLD = timedelta(days=180)
PERCENT_OF_STAGE = 85


class MarkSource(StrEnum):
    TUTOR = "tutor"
    PLACEMENT = "placement"
    QUIZ = "quiz"
    SELF = "self"


OWN = (MarkSource.QUIZ, MarkSource.SELF)


@dataclass(frozen=True, slots=True)
class Seen:
    """One mark as a plain value. `number` names it, so that another can correct it."""

    skill: str
    value: int
    source: MarkSource
    by: int | None
    at: datetime
    lesson: int | None = None
    number: int | None = None
    corrects: int | None = None


def check_value(value: int) -> None:
    if not 0 <= value <= BEST:
        raise Refused("見立ては、0から4までの数字でお願いします。")


def in_force(marks: Collection[Seen]) -> list[Seen]:
    """A correction takes the place of its mark: tutor, lesson and moment stay, only the value is new."""
    numbered = {mark.number: mark for mark in marks if mark.number is not None}
    corrected = {mark.corrects for mark in marks if mark.corrects is not None}
    return [_in_its_place(mark, numbered) for mark in marks if mark.number not in corrected]


def _in_its_place(mark: Seen, numbered: Mapping[int, Seen]) -> Seen:
    if mark.corrects is None:
        return mark
    first = mark
    while first.corrects is not None and first.corrects in numbered:
        first = numbered[first.corrects]
    return replace(first, value=mark.value, number=mark.number)


def standings(marks: Collection[Seen], *, now: datetime) -> dict[str, int]:
    by_skill = defaultdict(list)
    for mark in marks:
        by_skill[mark.skill].append(mark)
    return {skill: standing(of_skill, now=now) for skill, of_skill in by_skill.items()}


def standing(marks: Collection[Seen], *, now: datetime) -> int:
    """How well one skill is held, from the marks of that skill.

    The lower of the latest marks of the two tutors who marked last; one tutor's mark stands alone.
    When no tutor has looked for more than 180 days it counts one less, down to 2. A telephone
    placement counts until a tutor has looked, up to 3. A quiz or the learner's own word counts when
    it is newer than all that, and can lift a standing to 2, never above; it lowers nothing others saw.
    """
    judged, own = _weighed(marks)
    return max(_judged(judged, now), _own_word(own))


def rests_on(marks: Collection[Seen], *, now: datetime) -> list[Seen]:
    """Those of one skill's marks that make its standing."""
    judged, own = _weighed(marks)
    if _own_word(own) > _judged(judged, now):
        return [max(own, key=_recency)]
    return judged


def is_long_ago(marks: Collection[Seen], *, now: datetime) -> bool:
    """Has a skill come to stand one lower because nobody has looked for long?"""
    judged, _ = _weighed(marks)
    return bool(judged) and _judged(judged, now) < min(mark.value for mark in judged)


def _weighed(marks: Collection[Seen]) -> tuple[list[Seen], list[Seen]]:
    """What others judged, and what the learner said or answered since."""
    seen = in_force(marks)
    judged = _judgements(seen)
    last_look = max((mark.at for mark in judged), default=None)
    own = [mark for mark in seen if mark.source in OWN and (last_look is None or mark.at > last_look)]
    return judged, own


def _judgements(seen: Iterable[Seen]) -> list[Seen]:
    latest: dict[tuple[MarkSource, int | None], Seen] = {}
    for mark in sorted(seen, key=_recency):
        latest[mark.source, mark.by if mark.source is MarkSource.TUTOR else None] = mark
    tutors = [mark for (source, _), mark in latest.items() if source is MarkSource.TUTOR]
    if tutors:
        return sorted(tutors, key=_recency)[-2:]
    placed = latest.get((MarkSource.PLACEMENT, None))
    return [replace(placed, value=min(placed.value, ALONE))] if placed else []


def _recency(mark: Seen) -> tuple[datetime, int]:
    """Of two marks at the same moment the lower one counts as the later: nothing hangs on entry."""
    return mark.at, -mark.value


def _judged(judged: Collection[Seen], now: datetime) -> int:
    if not judged:
        return 0
    value = min(mark.value for mark in judged)
    if value > WITH_WORDS and now - max(mark.at for mark in judged) > OLD:
        return value - 1
    return value


def _own_word(own: Collection[Seen]) -> int:
    return min(max(own, key=_recency).value, WITH_WORDS) if own else 0


def stages_reached(standings: Mapping[str, int], content: Curriculum) -> tuple[int, ...]:
    """Stages whose own skills are there; a stage without skills cannot be reached."""
    return tuple(
        stage.number for stage in content.stages if _is_reached(content.skills_of(stage.number), standings)
    )


def _is_reached(skills: Collection[Skill], standings: Mapping[str, int]) -> bool:
    short = _below(skills, standings)
    return bool(skills) and len(short) <= spare(skills) and not any(skill.core for skill in short)


def spare(skills: Collection[Skill]) -> int:
    """How many of a stage's skills need not be there yet."""
    return len(skills) * (100 - PERCENT_OF_STAGE) // 100


def _below(skills: Iterable[Skill], standings: Mapping[str, int]) -> list[Skill]:
    return [skill for skill in skills if standings.get(skill.key, 0) < ALONE]


def missing(stage: int, standings: Mapping[str, int], content: Curriculum) -> tuple[Skill, ...]:
    """What still stands between the learner and the stage, core skills first; nothing once it is reached."""
    skills = content.skills_of(stage)
    if _is_reached(skills, standings):
        return ()
    return tuple(sorted(_below(skills, standings), key=lambda skill: not skill.core))


def next_stage(standings: Mapping[str, int], content: Curriculum) -> int | None:
    """The lowest stage that has skills and is not reached: all that it needs is lower, and so reached."""
    return min(_asked_for(content) - set(stages_reached(standings, content)), default=None)


def level(standings: Mapping[str, int], content: Curriculum) -> int | None:
    """The highest stage reached together with every stage needed before it, near or far.

    A needed stage whose skills are not written yet holds nobody back.
    """
    reached = set(stages_reached(standings, content))
    open_ = _asked_for(content) - reached
    needed = needed_before(content)
    return max((number for number in reached if not needed[number] & open_), default=None)


def _asked_for(content: Curriculum) -> set[int]:
    return {skill.stage for skill in content.skills}


def needed_before(content: Curriculum) -> dict[int, set[int]]:
    """By stage, all that it needs, near or far."""
    needed: dict[int, set[int]] = {}
    for stage in sorted(content.stages, key=lambda stage: stage.number):
        before = set(stage.needed_before)
        needed[stage.number] = before.union(*(needed.get(number, set()) for number in before))
    return needed


def lowest_of_lesson(marks: Collection[Seen], lesson: int | None) -> dict[str, int]:
    """By skill, the lower of what the tutors of one lesson said."""
    lowest: dict[str, int] = {}
    for mark in in_force(marks):
        if mark.source is MarkSource.TUTOR and mark.lesson is not None and mark.lesson == lesson:
            lowest[mark.skill] = min(mark.value, lowest.get(mark.skill, mark.value))
    return lowest


def needs_talk(marks: Collection[Seen]) -> tuple[str, ...]:
    """Skills on which two tutors of one lesson differ by 2 or more."""
    said: dict[tuple[int, str], dict[int | None, int]] = defaultdict(dict)
    for mark in sorted(in_force(marks), key=_recency):
        if mark.source is MarkSource.TUTOR and mark.lesson is not None:
            said[mark.lesson, mark.skill][mark.by] = mark.value
    apart = {skill for (_, skill), by in said.items() if max(by.values()) - min(by.values()) >= 2}
    return tuple(sorted(apart))
