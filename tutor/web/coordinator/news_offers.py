"""What tutors answered when they were asked to teach; a lesson's equal answers are one line."""

from collections.abc import Iterable
from datetime import datetime

from flask_babel import gettext

from tutor.actor import Actor
from tutor.lessons.models import OfferAnswer, StaffingOffer
from tutor.lessons.offers import ended_since
from tutor.web.coordinator.news_line import MOST, Line, staffing_of, the_lesson
from tutor.web.saying import listed


def offers(since: datetime, *, by: Actor, now: datetime) -> tuple[list[Line], list[Line]]:
    """Answers, and questions whose time is over."""
    found = ended_since(since, actor=by, most=5 * MOST)
    said = [one for one in found if one.answer is not OfferAnswer.LATE]
    silent = [one for one in found if one.answer is OfferAnswer.LATE]
    return _lines(said, now), _lines(silent, now)


def _lines(made: Iterable[StaffingOffer], now: datetime) -> list[Line]:
    together: dict[tuple[int, OfferAnswer | None], list[StaffingOffer]] = {}
    for one in made:
        together.setdefault((one.lesson_id, one.answer), []).append(one)
    return [_line(alike, now) for alike in together.values()]


def _line(alike: list[StaffingOffer], now: datetime) -> Line:
    newest = alike[0]
    words = {
        OfferAnswer.YES: (gettext("行ける"), "good"),
        OfferAnswer.NO: (gettext("行けない"), "waiting"),
        OfferAnswer.LATE: (gettext("返事なし"), "wrong"),
    }
    kind, tone = words[newest.answer or OfferAnswer.LATE]
    names = listed(one.tutor.person.name for one in alike)
    at, step = newest.answered_at or newest.until, staffing_of(newest.lesson, now=now)
    return Line(at, kind, tone, names, the_lesson(newest.lesson.starts_at), step)
