"""An address as it was typed in one field, with a postcode or a chosen town when that helps."""

from typing import Any

from flask_babel import gettext

from tutor.errors import Refused
from tutor.places import queries as places
from tutor.places.locating import Located, locate, locate_in, read_postcode, shown_postcode, towns_of
from tutor.places.models import Town
from tutor.web.intake_form import Form
from tutor.web.saying import listed

LONGEST = 200


def located(form: Form, *, municipality_id: int, number_needed: bool = True) -> Located | None:
    """From the fields `address`, `postcode` and `town`: each fills in what is missing of the others.

    None when nothing was typed, or when `form.errors` says what could not be read.
    """
    typed = form.text("address", LONGEST)
    postcode = form.take("postcode", _postcode, form.values.get("postcode", ""))
    name = form.values.get("town", "")
    if not (typed or postcode or name) or "postcode" in form.errors:
        return None
    found = form.take("town", _found, typed, postcode, name, municipality_id)
    if found is None or found.town is None:
        return None
    form.take("postcode", _check_postcode, postcode, found.town)
    if number_needed and not found.rest:
        form.errors.setdefault("address", gettext("番地を入れてください。"))
    return found


def call_fields(home: Located | None) -> dict[str, Any]:
    """As `visit_requests.intake.Call` takes them."""
    return {"town": home.town, "address": home.rest, "postcode": home.postcode} if home else {}


def _postcode(typed: str) -> str | None:
    return read_postcode(typed) if typed.strip() else None


def _found(typed: str, postcode: str | None, name: str, municipality_id: int) -> Located:
    if name:
        town = places.town(name, municipality_id=municipality_id)
        if town is None:
            raise Refused("町の名前が、この市町のものではありません。えらび直してください。")
        return locate_in(town, typed, postcode=postcode)
    found = locate(typed, municipality_id=municipality_id, postcode=postcode)
    if found.town is None:
        raise Refused("住所から町が分かりません。町をえらんでください。")
    return found


def _check_postcode(postcode: str | None, town: Town) -> None:
    """A code that belongs to other towns of the city; one that nobody knows may be a firm's own."""
    towns = towns_of(postcode, municipality_id=town.municipality_id) if postcode else []
    if towns and town.id not in {one.id for one in towns}:
        raise Refused(
            "郵便番号 %(postcode)s は「%(towns)s」のものです。郵便番号か町を直してください。",
            postcode=shown_postcode(postcode or ""),
            towns=listed(one.name for one in towns[:3]),
        )
