"""What happened since the last working day, in three groups: what went wrong, answers, new requests."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext

from tutor.actor import Actor
from tutor.web.coordinator import news_troubles
from tutor.web.coordinator.news_line import MOST, Line
from tutor.web.coordinator.news_offers import offers
from tutor.web.coordinator.news_requests import new_requests


@dataclass(frozen=True)
class Group:
    title: str
    lines: list[Line]
    rest: str
    """Where all of them stand, when there are more."""

    @property
    def shown(self) -> list[Line]:
        return self.lines[:MOST]

    @property
    def is_cut(self) -> bool:
        return len(self.lines) > MOST


def news(since: datetime, *, by: Actor, now: datetime) -> list[Group]:
    """Groups without a line are left out."""
    answers, silent = offers(since, by=by, now=now)
    troubles = [*silent, *news_troubles.messages(since, by=by), *news_troubles.jobs(since, by=by)]
    groups = (
        Group(gettext("うまくいかなかったこと"), _newest_first(troubles), url_for("coordinator.messages")),
        Group(gettext("学生講師の返事"), _newest_first(answers), url_for("coordinator.repairs")),
        Group(
            gettext("新しく入った申込"),
            _newest_first(new_requests(since, by=by, now=now)),
            url_for("coordinator.requests", all=1),
        ),
    )
    return [group for group in groups if group.lines]


def _newest_first(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: line.at, reverse=True)
