"""Why somebody was left out of a plan, in a sentence for the coordinator."""

import json
from collections.abc import Sequence
from typing import Any

from tutor.matching.engine.plan import Reason

NO_WISH, LEFT_OUT, HELD, CAME_LATER = "no_wish", "left_out", "held", "came_later"
"""Ours, beside the engine's codes: no wished half-day is left this week; taken out, or held, by hand;
asked for after the plan was made."""
NOBODY = "希望の半日に来られる学生講師がいません（%(required)s人必要です）。"
SENTENCES = {
    "too_few_tutors": "希望の半日に来られる学生講師は、%(possible)s人だけです（%(required)s人必要です）。",
    "needs_unmet": "希望の半日に、%(who)sをふくむ2人がそろいません。",
    "all_busy": "希望の半日に来られる学生講師は、みなほかの訪問に入っています。",
    "not_worth": "行くことはできますが、移動が長く、ほかの方の訪問が減ってしまいます。",
    NO_WISH: "希望の半日が、この週にはもうありません。",
    LEFT_OUT: "調整担当が、この計画から外しました。",
    HELD: "調整担当が、計画に入れないで止めています。",
    CAME_LATER: "計画を作ったあとに来た申込です。",
}
CLASS = {
    "too_few_tutors": "この時間に、会場まで来られる学生講師がいません。",
    "needs_unmet": "この時間に来られる、経験のある学生講師がいません。",
    "all_busy": "この時間に来られる学生講師は、みなほかの訪問に入っています。",
    "not_worth": "来ることはできますが、移動が長く、ほかの方の訪問が減ってしまいます。",
}
WHO = {
    "iphone": "iPhoneを教えられる人",
    "android": "Androidを教えられる人",
    "rakuraku": "らくらくスマートフォンを教えられる人",
    "experienced": "経験のある人",
    "woman": "女性",
}
SEVERAL = "電話機にくわしい人と経験のある人"


def kept(reasons: Sequence[Reason], *, has_starts: bool) -> str:
    """The engine's reasons as they are stored; without any start the engine can only say too few."""
    if not has_starts:
        return code_only(NO_WISH)
    fields = ("code", "possible", "required", "tag")
    named = [{field: getattr(one, field) for field in fields} for one in reasons]
    return json.dumps([{key: value for key, value in one.items() if value is not None} for one in named])


def of_class(stored: str) -> tuple[str, ...]:
    """Why a class still lacks somebody: its hour is fixed, and one tutor is looked for at a time."""
    return tuple(dict.fromkeys(CLASS[_kind(reason)] for reason in json.loads(stored)))


def _kind(reason: dict[str, Any]) -> str:
    return reason["code"] if reason["code"] in CLASS else "all_busy"


def code_only(code: str) -> str:
    return json.dumps([{"code": code}])


def sentences(stored: str) -> tuple[str, ...]:
    """From the JSON kept with the plan's visit."""
    return tuple(_sentence(reason) for reason in json.loads(stored))


def _sentence(reason: dict[str, Any]) -> str:
    code = reason["code"]
    if code == "too_few_tutors" and not reason.get("possible"):
        return NOBODY % {"required": reason.get("required", 2)}
    who = WHO.get(reason.get("tag", ""), SEVERAL)
    return SENTENCES.get(code, SENTENCES["all_busy"]) % {"who": who, **reason}
