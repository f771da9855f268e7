"""The answers, as they are shown before the last press and as the request that is taken."""

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask_babel import gettext

from tutor.errors import Refused
from tutor.people.actions import Name
from tutor.people.models import PhoneKind
from tutor.visit_requests.intake import Call, Supporter
from tutor.visit_requests.models import Origin
from tutor.visit_requests.rules import HalfDay
from tutor.web.families import questions
from tutor.web.families.asking import Asking
from tutor.web.families.readers import WHO, Place
from tutor.web.saying import listed
from tutor.web.words import PHONE_KINDS, half_day

Row = tuple[Any, str, str, Any]


def rows(values: dict[str, Any], asking: Asking) -> list[Row]:
    """(label, answer, where it is changed, what is changed)"""
    return [
        (one.short, _shown(one.name, values[one.name], asking), _page(one.name), one.short)
        for one in questions.asked(asking)
    ]


def _page(name: str) -> str:
    return url_for("families.question", name=name)


def _shown(name: str, value: Any, asking: Asking) -> str:
    if name in SHOWN:
        return SHOWN[name](value)
    if name == "city":
        return asking.city.name if asking.city else ""
    if name == "more":
        return _more(value, asking)
    return str(value) or _nothing(name)


def _nothing(name: str) -> str:
    return str(gettext("わかりません") if name == "telephone" else gettext("ありません"))


def _names(names: list[Name]) -> str:
    return listed(f"{one.family or one.family_reading} {one.given}".strip() for one in names)


def _asker(asker: Supporter) -> str:
    return f"{_names([asker.name])} {asker.telephone}"


def _when(wishes: list[HalfDay]) -> str:
    return listed(half_day(one) for one in wishes) or str(gettext("電話で相談します"))


def _where(place: Place) -> str:
    if place.town is None:
        return str(gettext("電話で伝えます"))
    address = place.address or gettext("番地は電話で伝えます")
    return f"{place.town.name} {address}"


def _more(note: str, asking: Asking) -> str:
    woman = [gettext("女性の学生講師がよい")] if asking.wants_woman else []
    return "。".join([*woman, note] if note else woman) or _nothing("more")


SHOWN: dict[str, Callable[[Any], str]] = {
    "who": lambda value: str(dict(WHO)[value]),
    "names": _names,
    "asker": _asker,
    "place": _where,
    "phone": lambda value: str(PHONE_KINDS[value]),
    "when": _when,
}


def call(values: dict[str, Any], asking: Asking) -> Call:
    """Like a telephone call; what was not answered stays empty."""
    if asking.programme is None:
        raise Refused("今は、お申し込みを受け付けていません。お手数ですが、お電話ください。")
    place: Place = values.get("place", Place(None, ""))
    return Call(
        form_key=asking.draft.form_key,
        programme=asking.programme,
        people=values["names"],
        telephone=values.get("telephone", ""),
        phone_kind=values.get("phone", PhoneKind.UNKNOWN),
        goal=values.get("goal", ""),
        wishes=values.get("when", []),
        town=place.town,
        address=place.address,
        supporter=values.get("asker"),
        why_home=values.get("why", ""),
        note=_note(values, place),
        wants_woman=asking.wants_woman,
        origin=Origin.FAMILY,
        all_told=False,
    )


def _note(values: dict[str, Any], place: Place) -> str:
    """With what no column holds: how the two are related, and an address without a town."""
    parts = [values.get("more", "")]
    asker = values.get("asker")
    if asker is not None and asker.relation:
        parts.append(gettext("申し込んだ方：%(relation)s", relation=asker.relation))
    if place.town is None and place.address:
        parts.append(gettext("場所：%(address)s", address=place.address))
    return " ".join(filter(None, parts))[:400]
