"""What was typed at each question, read into plain values; a wrong field leaves its sentence in the form."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, lazy_gettext

from tutor import phone
from tutor.errors import Refused
from tutor.people.actions import Name
from tutor.people.models import PhoneKind
from tutor.places.models import Town
from tutor.visit_requests.intake import Supporter
from tutor.visit_requests.rules import MOST_PEOPLE, MOST_WISHES, HalfDay
from tutor.web.dates import short_date
from tutor.web.families.asking import Asking
from tutor.web.families.offers import by_value
from tutor.web.intake_form import Form
from tutor.web.saying import listed

BY_TELEPHONE = "telephone"
"""Chosen instead of a town or a half-day: it will be said on the telephone."""
WHO = (
    ("self", lazy_gettext("自分が習いたい")),
    ("parent", lazy_gettext("親に習ってほしい")),
    ("other", lazy_gettext("ほかの方に習ってほしい")),
)
GOALS = (
    ("telephone", lazy_gettext("電話とメッセージ")),
    ("camera", lazy_gettext("写真をとる、送る")),
    ("chat", lazy_gettext("LINEで家族と話す")),
    ("map", lazy_gettext("地図、バスの時間、調べもの")),
    ("shield", lazy_gettext("さぎにあわない、災害にそなえる")),
    ("unsure", lazy_gettext("まだ決めていない")),
)


@dataclass(frozen=True)
class Place:
    town: Town | None
    address: str


def city(form: Form, asking: Asking) -> str:
    return form.take("city", _one_of, form.values.get("city", ""), [one.code5 for one in asking.cities]) or ""


def who(form: Form, _asking: Asking) -> str:
    return form.take("who", _one_of, form.values.get("who", ""), [value for value, _ in WHO]) or ""


def _one_of(typed: str, values: Iterable[str]) -> str:
    if typed not in values:
        raise Refused("あてはまるものを、一つえらんでください。")
    return typed


def names(form: Form, _asking: Asking) -> list[Name]:
    found = [form.name(f"_{n}") for n in range(1, MOST_PEOPLE + 1)]
    named = [one for one in found if not one.is_empty]
    if not named:
        form.errors.setdefault("family_1", gettext("習う方のお名前を入れてください。"))
    return named


def telephone(form: Form, asking: Asking) -> str:
    """A relative need not know it."""
    typed = form.text("telephone", 40)
    if typed:
        form.take("telephone", phone.read, typed)
    elif asking.is_for_self:
        form.errors.setdefault("telephone", gettext("電話番号を入れてください。家の電話でもかまいません。"))
    return typed


def asker(form: Form, _asking: Asking) -> Supporter:
    name = form.name()
    if name.is_empty:
        form.errors.setdefault("family", gettext("あなたのお名前を入れてください。"))
    relation = form.text("relation", 40)
    typed = form.text("telephone", 40, otherwise=Refused("あなたの電話番号を入れてください。"))
    if typed:
        form.take("telephone", phone.read, typed)
    return Supporter(name, typed, relation, learner_agrees=False)


def place(form: Form, asking: Asking) -> Place:
    address, typed = form.text("address", 200), form.values.get("town", "")
    found = next((one for one in asking.towns if one.name == typed), None)
    if found is None and typed != BY_TELEPHONE:
        form.errors.setdefault(
            "town", gettext("町をえらんでください。わからないときは「電話で伝えます」をえらんでください。")
        )
    return Place(found, address)


def phone_kind(form: Form, _asking: Asking) -> PhoneKind:
    kinds = [kind.value for kind in PhoneKind]
    typed = form.take("phone_kind", _one_of, form.values.get("phone_kind", ""), kinds)
    return PhoneKind(typed) if typed else PhoneKind.UNKNOWN


def goal(form: Form, _asking: Asking) -> str:
    chosen = [str(label) for value, label in GOALS if value in form.all("goal")]
    words = form.text("goal_words", 150)
    if not chosen and not words:
        form.errors.setdefault(
            "goal",
            gettext("やりたいことを、一つ以上えらんでください。「まだ決めていない」でもかまいません。"),
        )
    return "、".join([*chosen, words] if words else chosen)


def why(form: Form, _asking: Asking) -> str:
    return form.text("why_home", 300)


def more(form: Form, _asking: Asking) -> str:
    return form.text("note", 300)


def when(form: Form, asking: Asking) -> list[HalfDay]:
    """Nothing when it will be said by telephone. What cannot be reached any more is named."""
    chosen = list(dict.fromkeys(form.all("wish")))
    if chosen == [BY_TELEPHONE]:
        return []
    offered = by_value(asking.offered)
    gone = [said(one) for one in chosen if one not in offered and one != BY_TELEPHONE]
    if gone:
        form.errors["wish"] = gettext(
            "%(gone)sは、たった今うまりました。ほかの半日をえらんでください。", gone=listed(gone)
        )
    elif not chosen:
        form.errors["wish"] = gettext("来てほしい半日をえらんでください。電話で相談することもできます。")
    elif len(chosen) > MOST_WISHES:
        form.errors["wish"] = gettext("半日は、%(most)dつまでえらんでください。", most=MOST_WISHES)
    return [offered[one] for one in chosen if one in offered]


def said(value: str) -> str:
    """12月1日(火)午前; whatever else was sent is not repeated."""
    day, _, half = value.rpartition("-")
    word = {"am": gettext("午前"), "pm": gettext("午後")}.get(half, "")
    try:
        return str(gettext("%(day)s%(half)s", day=short_date(date.fromisoformat(day)), half=word))
    except ValueError:
        return str(gettext("その半日"))
