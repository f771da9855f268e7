"""New requests, one by one; a list that was taken in is one line."""

from datetime import datetime, timedelta

from flask import url_for
from flask_babel import gettext

from tutor.actor import Actor
from tutor.local_time import local_date, monday_of
from tutor.visit_requests import queries
from tutor.visit_requests.models import Origin, VisitRequest
from tutor.web.coordinator.news_line import MOST, Line, Step, the_lesson, to_lesson
from tutor.web.saying import counted, listed
from tutor.web.words import MISSING, ORIGINS


def new_requests(since: datetime, *, by: Actor, now: datetime) -> list[Line]:
    taken = queries.taken_since(since, actor=by, most=MOST + 1)
    lists = queries.lists_since(since, actor=by, most=MOST)
    return [_line(one, now) for one in taken] + [_list(at, number) for at, number in lists]


def _line(asked: VisitRequest, now: datetime) -> Line:
    return Line(
        asked.created_at,
        kind=str(ORIGINS[asked.origin_kind]),
        tone="waiting" if asked.missing else "plain",
        who=listed(row.person.name for row in asked.people),
        what=_what(asked),
        step=_step(asked, now),
        page=url_for("coordinator.requests_one", code=asked.code),
    )


def _what(asked: VisitRequest) -> str:
    lesson = queries.lesson_of(asked)
    if asked.withdrawn_at is not None:
        return str(gettext("取り下げになりました"))
    if lesson is not None:
        return the_lesson(lesson.starts_at)
    if asked.missing:
        what = listed(MISSING[one] for one in asked.missing)
        return str(gettext("電話で聞く：%(what)s", what=what))
    return asked.goal


def _step(asked: VisitRequest, now: datetime) -> Step:
    """Ask what is missing; then it can be planned, from next week on."""
    lesson = queries.lesson_of(asked)
    if lesson is not None:
        return to_lesson(lesson.code)
    if asked.withdrawn_at is not None or asked.missing:
        label = gettext("申込を見る") if asked.withdrawn_at else gettext("聞いて書き足す")
        return Step(label, url_for("coordinator.requests_one", code=asked.code))
    week = monday_of(local_date(now)) + timedelta(days=7)
    city = asked.programme.municipality.code5
    return Step(gettext("計画に入れる"), url_for("coordinator.week", week=week, city=city))


def _list(at: datetime, number: int) -> Line:
    what = counted("%(num)d件の申込", number)
    step = Step(gettext("申込を見る"), url_for("coordinator.requests"))
    return Line(at, str(ORIGINS[Origin.FILE]), "plain", "", what, step)
