"""The shortest way: one name and one number."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from tutor.errors import Refused
from tutor.web.families import questions, readers
from tutor.web.families.asking import Asking
from tutor.web.intake_form import Form

NAMES = tuple(f"{part}_1" for part in questions.NAME_PARTS)


def as_known(asking: Asking) -> Form:
    """With what was answered at the questions before."""
    names = {field: asking.value("names", field) for field in NAMES}
    number = asking.value("telephone", "telephone") or asking.value("asker", "telephone")
    return Form(MultiDict(names | {"telephone": number, "city": asking.value("city", "city")}))


def typed(values: Mapping[str, str]) -> Form:
    return Form(values)


def read(form: Form, asking: Asking) -> dict[str, Any]:
    """Names and number as typed here, and every other answer that can be read."""
    values, _ = questions.read_for_office(asking)
    people = readers.names(form, asking)
    values["names"] = [*people, *values.get("names", [])[1:]]
    values["telephone"] = form.text("telephone", 40, otherwise=Refused("電話番号を入れてください。"))
    readers.telephone(form, asking)
    if "asker" in values and values["telephone"] == values["asker"].telephone:
        values["telephone"] = ""  # the relative's own, shown here because no other was known
    if len(asking.cities) > 1:
        readers.city(form, asking)
    return values


def kept(values: Any) -> dict[str, dict[str, list[str]] | None]:
    """Only the city is looked at again: it decides whose request this is."""
    return {"city": {"city": values.getlist("city")}} if "city" in values else {}
