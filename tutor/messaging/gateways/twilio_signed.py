"""Is it Twilio that speaks, about our account, and only in fields we know to read?"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

HEADER = "X-Twilio-Signature"
ACCOUNT = "AccountSid"
ANY = ".*"
SMS_SID = "(SM|MM)[0-9a-f]{32}"
NUMBER = r"\+[0-9]{5,15}"
SENDER = r"[+0-9A-Za-z][0-9A-Za-z _&.-]{0,30}"


@dataclass(frozen=True)
class Fields:
    """What one kind of callback may carry: by name, the whole value's pattern."""

    needed: Mapping[str, str]
    allowed: Mapping[str, str]

    def fault(self, given: Sequence[tuple[str, str]]) -> str:
        """Empty when all is as it must be.

        Twilio signs each name joined to its value: moved letters between the two keep the signature, and so
        does a field written twice. A name we never heard of is no fault, because Twilio adds such without
        notice; one that may be a piece of a known name, or the end of free words before it, is. So is a
        missing field that stands, name and all, in the value of the one before it.
        """
        names, known = Counter(name for name, _ in given), {**self.needed, **self.allowed}
        if max(names.values(), default=0) > 1:
            return "a field stands twice"
        if set(self.needed) - set(names):
            return "a field is missing"
        if any(not re.fullmatch(known.get(name, ANY), value, re.DOTALL) for name, value in given):
            return "a field's value is none of its kind"
        if any(_swallows(name, value, known, names) for name, value in given):
            return "a field stands in another's value"
        before = ""
        for name, value in sorted(given):
            if name not in known and (known.get(before) == ANY or _is_cut(name, value, known)):
                return "a field's name is cut"
            before = name
        return ""


OF_STATUS = Fields(
    needed={
        ACCOUNT: "AC[0-9a-f]{32}",
        "From": SENDER,
        "MessageSid": SMS_SID,
        "MessageStatus": "[a-z_]{1,20}",
        "To": NUMBER,
    },
    allowed={
        "ApiVersion": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
        "ErrorCode": "[0-9]{0,6}",
        "ErrorMessage": ANY,
        "MessagingServiceSid": "(MG[0-9a-f]{32})?",
        "RawDlrDoneDate": "[0-9]{0,14}",
        "SmsSid": SMS_SID,
        "SmsStatus": "[a-z_]{1,20}",
    },
)

PLACE = ".{0,100}"
PLACES = ("City", "Country", "State", "Zip")
OF_TEXT = Fields(
    needed={
        ACCOUNT: "AC[0-9a-f]{32}",
        "Body": ANY,
        "From": NUMBER,
        "MessageSid": SMS_SID,
        "To": NUMBER,
    },
    allowed={
        "ApiVersion": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
        "MessagingServiceSid": "(MG[0-9a-f]{32})?",
        "NumMedia": "[0-9]{1,3}",
        "NumSegments": "[0-9]{1,3}",
        "OptOutType": "STOP|START|HELP",
        "SmsMessageSid": SMS_SID,
        "SmsSid": SMS_SID,
        "SmsStatus": "[a-z_]{1,20}",
        **{f"{whose}{what}": PLACE for whose in ("From", "To") for what in PLACES},
    },
)


@dataclass(frozen=True)
class Callback:
    """As it came; `url` begins with our configured address, never with what the request calls us."""

    url: str
    given: Sequence[tuple[str, str]]
    signature: str

    def fault(self, fields: Fields, *, account: str, token: str) -> str:
        if not (account and token):
            return "we have no account"
        if not self._is_signed(token):
            return "the signature is wrong"
        return fields.fault(self.given) or ("" if (ACCOUNT, account) in self.given else "another account")

    def _is_signed(self, token: str) -> bool:
        # Only the process that Twilio speaks to needs it.
        from twilio.request_validator import RequestValidator  # noqa: PLC0415

        return bool(RequestValidator(token).validate(self.url, dict(self.given), self.signature))


def _is_cut(name: str, value: str, known: Mapping[str, str]) -> bool:
    return any(one.startswith(name) or name.startswith(one) or one in value for one in known)


def _swallows(name: str, value: str, known: Mapping[str, str], given: Collection[str]) -> bool:
    """Does it end in a field that would stand behind it, and that is missing?"""
    missing = (one for one in known if one > name and one not in given and one in value)
    return any(re.fullmatch(f".*{one}({known[one]})", value, re.DOTALL) for one in missing)
