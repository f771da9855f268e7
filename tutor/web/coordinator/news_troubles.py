"""What went wrong: messages that did not arrive, and work of the machine that came to nothing."""

from datetime import datetime

from flask import url_for
from flask_babel import gettext

from tutor.actor import Actor
from tutor.imports.actions import CHECK, STORE
from tutor.jobs.models import Job
from tutor.jobs.queries import failed_since
from tutor.matching.actions import KIND as PLAN
from tutor.messaging import lists
from tutor.messaging.models import Message, MessageState
from tutor.reports.subjects import Subject, subjects
from tutor.web.coordinator.news_line import MOST, Line, Step, the_lesson
from tutor.web.saying import listed, say
from tutor.web.words import CHANNELS, MESSAGE_STATES


def messages(since: datetime, *, by: Actor) -> list[Line]:
    found = lists.troubled_since(since, by=by, most=MOST + 1)
    about, rung = subjects(found), lists.rung_instead(found)
    return [_message(one, about.get(one.id), rung.get(one.id)) for one in found]


def _message(message: Message, about: Subject | None, rung: MessageState | None) -> Line:
    kind, tone = MESSAGE_STATES[message.state]
    at = message.ended_at or message.attempt_at or message.created_at
    names = listed(one.name for one in message.people) or (about.who if about else "")
    what = [str(CHANNELS[message.channel])]
    if about and about.starts_at:
        what.append(the_lesson(about.starts_at))
    if rung is MessageState.DONE:
        what.append(gettext("電話で伝えました"))
    return Line(at, str(kind), tone, names, listed(what, "　"), _after(message, rung))


def _after(message: Message, rung: MessageState | None) -> Step:
    """Ring, while that is still to be done; else see what it said."""
    if rung is MessageState.DUE:
        return Step(gettext("電話をかける"), url_for("coordinator.calls"))
    return Step(gettext("お知らせを見る"), url_for("coordinator.messages", state=message.state.value))


def jobs(since: datetime, *, by: Actor) -> list[Line]:
    return [_job(one) for one in failed_since(since, actor=by, most=MOST + 1)]


def _job(job: Job) -> Line:
    names = {PLAN: gettext("週の計画"), CHECK: gettext("取り込み"), STORE: gettext("取り込み")}
    at, what = job.ended_at or job.created_at, names.get(job.kind, gettext("印刷"))
    again = Step(gettext("もう一度する"), _page_of(job))
    return Line(at, str(gettext("できませんでした")), "wrong", what, say(job.sentence), again)


def _page_of(job: Job) -> str:
    if job.kind == PLAN:
        return url_for("coordinator.week_progress", code=job.code)
    if job.kind in (CHECK, STORE):
        return url_for("coordinator.imports_one", code=job.dedupe)
    return url_for("papers.index")
