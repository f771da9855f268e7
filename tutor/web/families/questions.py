"""The questions in their order: one a page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import force_locale, lazy_gettext

from tutor.errors import nothing_here
from tutor.visit_requests.rules import MOST_PEOPLE
from tutor.web.families import readers
from tutor.web.families.asking import Asking
from tutor.web.intake_form import Form

NAME_PARTS = ("family", "given", "family_reading", "given_reading")


def always(_asking: Asking) -> bool:
    return True


@dataclass(frozen=True)
class Question:
    """`fields` are what is kept of a form, `short` names the answer on the page where all is checked."""

    name: str
    title: Any
    short: Any
    fields: tuple[str, ...]
    read: Callable[[Form, Asking], Any]
    applies: Callable[[Asking], bool] = always


QUESTIONS = (
    Question(
        "city",
        lazy_gettext("どこにお住まいですか"),
        lazy_gettext("お住まい"),
        ("city",),
        readers.city,
        lambda asking: len(asking.cities) > 1,
    ),
    Question("who", lazy_gettext("どなたが習いますか"), lazy_gettext("どなたが"), ("who",), readers.who),
    Question(
        "names",
        lazy_gettext("習う方のお名前"),
        lazy_gettext("習う方"),
        ("blocks", *(f"{part}_{n}" for n in range(1, MOST_PEOPLE + 1) for part in NAME_PARTS)),
        readers.names,
    ),
    Question(
        "telephone",
        lazy_gettext("習う方の電話番号"),
        lazy_gettext("習う方の電話"),
        ("telephone",),
        readers.telephone,
    ),
    Question(
        "asker",
        lazy_gettext("あなたのお名前と電話番号"),
        lazy_gettext("申しこむ方"),
        (*NAME_PARTS, "relation", "telephone"),
        readers.asker,
        lambda asking: not asking.is_for_self,
    ),
    Question(
        "place",
        lazy_gettext("どこへうかがいますか"),
        lazy_gettext("うかがう場所"),
        ("town", "address"),
        readers.place,
    ),
    Question(
        "phone",
        lazy_gettext("どの電話機をお使いですか"),
        lazy_gettext("電話機"),
        ("phone_kind",),
        readers.phone_kind,
    ),
    Question(
        "goal",
        lazy_gettext("何ができるようになりたいですか"),
        lazy_gettext("やりたいこと"),
        ("goal", "goal_words"),
        readers.goal,
    ),
    Question(
        "why",
        lazy_gettext("家で習いたいわけ"),
        lazy_gettext("家で習いたいわけ"),
        ("why_home",),
        readers.why,
    ),
    Question(
        "more",
        lazy_gettext("ほかに伝えたいこと"),
        lazy_gettext("伝えたいこと"),
        ("wants_woman", "note"),
        readers.more,
    ),
    Question(
        "when",
        lazy_gettext("いつ来てほしいですか"),
        lazy_gettext("来てほしい半日"),
        ("wish",),
        readers.when,
        lambda asking: "place" not in asking.answers or asking.town is not None,
    ),
)


def named(name: str) -> Question:
    found = next((one for one in QUESTIONS if one.name == name), None)
    if found is None:
        raise nothing_here()
    return found


def asked(asking: Asking) -> list[Question]:
    return [one for one in QUESTIONS if one.applies(asking)]


def before(question: Question, asking: Asking) -> Question | None:
    earlier = [one for one in asked(asking) if QUESTIONS.index(one) < QUESTIONS.index(question)]
    return earlier[-1] if earlier else None


def first_open(asking: Asking) -> Question | None:
    """The first that was not answered; None when all were."""
    return next((one for one in asked(asking) if one.name not in asking.answers), None)


def read_all(asking: Asking) -> tuple[dict[str, Any], Question | None]:
    """What can be read, and the first question whose answer is missing or no longer right."""
    values: dict[str, Any] = {}
    wrong: Question | None = None
    for one in asked(asking):
        form = asking.form(one.name)
        value = one.read(form, asking) if one.name in asking.answers else None
        if one.name in asking.answers and not form.errors:
            values[one.name] = value
        else:
            wrong = wrong or one
    return values, wrong


def read_for_office(asking: Asking) -> tuple[dict[str, Any], Question | None]:
    """The same in Japanese, whatever the page speaks: chosen words become part of the request."""
    with force_locale("ja"):
        return read_all(asking)
