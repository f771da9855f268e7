"""Telephone numbers as Japanese offices write them, kept as E.164."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers
from phonenumbers import PhoneNumberType

from tutor.errors import Refused


class NumberKind(StrEnum):
    MOBILE = "mobile"
    LANDLINE = "landline"
    IP = "ip"
    OTHER = "other"


KINDS = {
    PhoneNumberType.MOBILE: NumberKind.MOBILE,
    PhoneNumberType.FIXED_LINE: NumberKind.LANDLINE,
    PhoneNumberType.VOIP: NumberKind.IP,
}


@dataclass(frozen=True)
class Number:
    e164: str
    kind: NumberKind

    @property
    def takes_texts(self) -> bool:
        """Landlines and 050 numbers refuse an SMS (Twilio 21614)."""
        return self.kind is NumberKind.MOBILE


def read(typed: str) -> Number:
    """Accepts full-width digits, any dash, spaces. Raises Refused for what cannot be rung."""
    plain = unicodedata.normalize("NFKC", typed).replace("ー", "-").strip()
    try:
        number = phonenumbers.parse(plain, "JP")
    except phonenumbers.NumberParseException as wrong:
        raise _unreadable(typed) from wrong
    if not phonenumbers.is_valid_number(number):
        raise _unreadable(typed)
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Number(e164, KINDS.get(phonenumbers.number_type(number), NumberKind.OTHER))


def reported(e164: str) -> Number:
    """As the network names whoever wrote or rang, also when nobody here could ring that number."""
    try:
        return read(e164)
    except Refused:
        return Number(e164, NumberKind.OTHER)


def shown(e164: str) -> str:
    """0191-21-8633, with the dashes where the numbering plan puts them."""
    try:
        number = phonenumbers.parse(e164, "JP")
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def _unreadable(typed: str) -> Refused:
    return Refused(
        "電話番号「%(typed)s」は使われていない形です。市外局番から、0で始まる10けたか11けたで入れてください。",
        typed=typed,
    )
