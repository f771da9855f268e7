"""The page of one sheet, and what its buttons do: the same for a card, a share and a tutor."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import render_template, request

from tutor.actor import Actor
from tutor.curriculum import queries as curricula
from tutor.curriculum.content import Unit, unit_in
from tutor.curriculum.models import UnitRow
from tutor.study import actions, queries, rules
from tutor.study.greeting import greeting_of
from tutor.study.models import Study
from tutor.web.study.hearing import heard
from tutor.web.study.reading import number, sheet_of


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Where the buttons lead, and for whom: `at` names the address of a verb, or of the page itself."""

    at: Callable[..., str]
    layout: str
    phone: str = ""
    language: str = "ja"
    municipality_id: int = 0
    may_ask: bool = False


@dataclass(frozen=True, kw_only=True)
class Desk(Frame):
    """And who reads what."""

    unit: UnitRow
    study: Study | None


def show(desk: Desk, **shown: object) -> str:
    whole, answers = curricula.unit_content(desk.unit), queries.answers(desk.study)
    kept = desk.study.page if desk.study else 0
    at = rules.within(number(request.args.get("page"), otherwise=kept), rules.sheets(whole), answers.keys())
    greeting = greeting_of(desk.municipality_id) if at == 0 and not desk.study else None
    return sheet_page(desk, whole, at, answers, offered=whole.languages, greeting=greeting, **shown)


def sheet_page(desk: Frame, whole: Unit, at: int, answers: Mapping[rules.Sheet, int], **shown: object) -> str:
    """`whole` has all its languages; `shown` is what else the page says."""
    unit = unit_in(whole, desk.language)
    row = rules.sheets(unit)
    chosen = answers.get(row[at])
    return render_template(
        "study/sheet.html",
        desk=desk,
        unit=unit,
        reads=desk.language,
        sheet=sheet_of(unit, row[at], phone=desk.phone),
        number=at,
        count=len(row),
        chosen=chosen,
        heard=heard(
            unit,
            row[at],
            phone=desk.phone,
            language=desk.language,
            chosen=chosen,
            municipality_id=desk.municipality_id,
        ),
        may_go_on=not row[at].stops or row[at] in answers,
        form_key=uuid.uuid4().hex,
        **shown,
    )


def turn(study: Study, *, now: datetime) -> int:
    """「つぎへ」 and 「まえへ」: the sheet is kept, so that one goes on there tomorrow."""
    return actions.turn(study, page=number(request.form.get("page"), otherwise=study.page), now=now)


def answer(study: Study, *, by: Actor, now: datetime) -> int:
    row = rules.sheets(curricula.unit_content(study.unit))
    at = max(0, min(number(request.form.get("page"), otherwise=0), len(row) - 1))
    chosen = number(request.form.get("answer"), otherwise=-1)
    pressed = actions.Pressed(row[at], chosen, request.form.get("form_key", "")[:80] or uuid.uuid4().hex)
    actions.answer(study, pressed, by=by, now=now)
    return at


def end(study: Study, how: str, *, by: Actor, now: datetime) -> None:
    if how == "again":
        actions.again(study, now=now)
    elif how == "done":
        actions.finish(study, by=by, now=now)
