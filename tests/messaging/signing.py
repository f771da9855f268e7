"""Sign as Twilio does, written from its description and not with its client."""

import base64
import hmac
from hashlib import sha1

ACCOUNT = "AC" + "a" * 32
TOKEN = "a token that only Twilio and we know"
PUBLIC_URL = "https://tutor.example.jp"
SID = "SM" + "1" * 32


def signature(url: str, fields: dict[str, str], token: str = TOKEN) -> str:
    said = url + "".join(name + fields[name] for name in sorted(fields))
    return base64.b64encode(hmac.new(token.encode(), said.encode(), sha1).digest()).decode()


def of_status(status: str, sid: str = SID, **more: str) -> dict[str, str]:
    return {
        "AccountSid": ACCOUNT,
        "ApiVersion": "2010-04-01",
        "From": "+15005550006",
        "MessageSid": sid,
        "MessageStatus": status,
        "SmsSid": sid,
        "SmsStatus": status,
        "To": "+819012345678",
        **more,
    }
