"""A certificate: what somebody can do alone now, who says so, and when."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext

from tutor.courses.queries import dates_of_course
from tutor.errors import Refused
from tutor.learning import queries
from tutor.learning.rules import ALONE
from tutor.learning.shown import Progress
from tutor.lessons.models import Came, Lesson, LessonState
from tutor.local_time import local_date
from tutor.people.models import Learner
from tutor.web.saying import counted

MOST_NAMED = 6


@dataclass(frozen=True)
class Certificate:
    learner: Learner
    lines: tuple[str, ...]
    """What was learnt, as it stands on the paper, a line each."""
    can: tuple[str, ...]
    day: date


def certificate(learner: Learner, class_: Lesson | None, *, now: datetime) -> Certificate:
    """Of a course, when its class is named; else of the stage that was reached."""
    progress = queries.progress(learner, now=now)
    can = _can(progress) if progress else ()
    lines = _of_course(class_, learner) if class_ else _of_stage(progress)
    if can:
        lines = (*lines, gettext("次のことが、ひとりでできるようになりました。"))
    return Certificate(learner, lines, can, local_date(now))


def _of_course(class_: Lesson, learner: Learner) -> tuple[str, ...]:
    dates = dates_of_course(class_)
    if any(one.state is LessonState.PLANNED for one in dates):
        raise Refused("この講座は、まだ終わっていません。さいごの日のあとで、修了証を作れます。")
    if not all(_came(one, learner) for one in dates):
        raise Refused("この方は、この講座の日のすべてには来ていません。段階の修了証を作れます。")
    return (
        gettext("あなたは「%(title)s」の", title=class_.title),
        counted("%(num)d回の講座を、すべて学びました。", len(dates)),
    )


def _came(lesson: Lesson, learner: Learner) -> bool:
    return any(row.learner is learner and row.came is Came.CAME for row in lesson.attendances)


def _of_stage(progress: Progress | None) -> tuple[str, ...]:
    if progress is None or progress.level is None:
        raise Refused("修了証は、段階を一つ終えた方に作れます。この方は、はじめの段階を学んでいます。")
    titles = {stage.number: stage.title for stage in progress.content.stages}
    return (
        gettext("あなたは「%(title)s」の", title=progress.content.title),
        gettext("段階「%(title)s」まで学びました。", title=titles[progress.level]),
    )


def _can(progress: Progress) -> tuple[str, ...]:
    """Done alone: what was learnt last comes first, and is named even when not all has room."""
    held = [skill for skill in progress.content.skills if progress.standings.get(skill.key, 0) >= ALONE]
    newest = sorted(held, key=lambda skill: (-skill.stage, not skill.core))[:MOST_NAMED]
    return tuple(skill.text for skill in held if skill in newest)
