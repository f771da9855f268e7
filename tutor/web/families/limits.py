"""How often one address and one number may ask. The answer never says whether a number is known."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from tutor import phone
from tutor.access.actions import note_try
from tutor.access.queries import tries
from tutor.errors import Refused
from tutor.visit_requests.intake import Call

FROM_ADDRESS = 20, timedelta(hours=1)
"""A city's hall or a library has one address for many people."""
BEGUN_FROM_ADDRESS = 60, timedelta(hours=1)
FOR_NUMBER = 3, timedelta(days=1)


def count_beginning(address: str | None, *, now: datetime) -> None:
    _count([(f"ask-begin:{address}", BEGUN_FROM_ADDRESS)], now=now)


def count_request(call: Call, address: str | None, *, now: datetime) -> None:
    typed = [call.telephone, call.supporter.telephone if call.supporter else ""]
    numbers = {phone.read(one).e164 for one in typed if one}
    _count(
        [
            (f"ask:{address}", FROM_ADDRESS),
            *((f"ask-number:{number}", FOR_NUMBER) for number in sorted(numbers)),
        ],
        now=now,
    )


def _count(uses: Iterable[tuple[str, tuple[int, timedelta]]], *, now: datetime) -> None:
    for what, (most, within) in uses:
        if tries(what, since=now - within) >= most:
            refuse()
        note_try(what, now=now)


def refuse() -> None:
    raise Refused(
        "続けてのお申し込みは、ただいま受け取れません。入れていただいた内容は残っています。"
        "お手数ですが、下の番号へお電話ください。"
    )
