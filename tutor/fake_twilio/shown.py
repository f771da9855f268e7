"""Texts, lists and refusals in the shape in which Twilio writes them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlencode

from tutor.fake_twilio.numbers import MESSAGES, STATUS
from tutor.fake_twilio.store import VERSION, Text
from tutor.messaging.lengths import segments


def text_json(text: Text, account: str) -> dict[str, Any]:
    uri = f"/{VERSION}/Accounts/{account}/Messages/{text.sid}"
    return {
        "account_sid": account,
        "api_version": VERSION,
        "body": text.body,
        "date_created": moment(text.created),
        "date_sent": moment(text.sent),
        "date_updated": moment(text.updated),
        "direction": text.direction,
        "error_code": text.error,
        "error_message": MESSAGES.get(text.error) if text.error else None,
        "from": text.sender,
        "messaging_service_sid": None,
        "num_media": "0",
        "num_segments": str(segments(text.body)),
        "price": None,
        "price_unit": "USD",
        "sid": text.sid,
        "status": text.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": text.to,
        "uri": f"{uri}.json",
    }


def page_json(
    kind: str, rows: Sequence[dict[str, Any]], account: str, *, asked: dict[str, str], size: int, page: int
) -> dict[str, Any]:
    def address(number: int) -> str:
        query = urlencode({**asked, "PageSize": size, "Page": number})
        return f"/{VERSION}/Accounts/{account}/{kind}.json?{query}"

    start = page * size
    here = rows[start : start + size]
    return {
        "end": start + max(len(here) - 1, 0),
        "first_page_uri": address(0),
        kind.lower(): here,
        "next_page_uri": address(page + 1) if start + size < len(rows) else None,
        "page": page,
        "page_size": size,
        "previous_page_uri": address(page - 1) if page else None,
        "start": start,
        "uri": address(page),
    }


def refusal_json(code: int) -> tuple[dict[str, Any], int]:
    status = STATUS.get(code, 400)
    more_info = f"https://www.twilio.com/docs/errors/{code}"
    return {"code": code, "message": MESSAGES[code], "more_info": more_info, "status": status}, status


def moment(at: datetime | None) -> str | None:
    return format_datetime(at.astimezone(UTC)) if at else None
