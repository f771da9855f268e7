"""What a call must say, and which ring-back can be promised."""

from datetime import datetime, timedelta

from tutor.errors import Refused

FARTHEST = timedelta(days=31)


def check_promise(until: datetime, *, reachable: bool, now: datetime) -> None:
    if not reachable:
        raise Refused("かけ直す番号がありません。電話番号を入れるか、登録のある方をえらんでください。")
    if not now < until <= now + FARTHEST:
        raise Refused("かけ直す約束は、今から一か月先までの日時にしてください。")
