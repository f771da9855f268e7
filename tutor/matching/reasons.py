"""Why somebody was left out of a plan, in a sentence for the coordinator."""

import json
from collections.abc import Sequence
from typing import Any

from tutor.matching.engine.plan import Reason
from tutor.sentences import Counted, Said

NO_WISH, LEFT_OUT, HELD, CAME_LATER = "no_wish", "left_out", "held", "came_later"
"""Ours, beside the engine's codes: no wished half-day is left this week; taken out, or held, by hand;
asked for after the plan was made."""
SENTENCES = {
    "all_busy": Said("希望の半日に来られる学生講師は、みなほかの訪問に入っています。"),
    "not_worth": Said("行くことはできますが、移動が長く、ほかの方の訪問が減ってしまいます。"),
    "only_elsewhere": Said("この時間では組めません。ほかの時間なら組めます。"),
    "pin_impossible": Said("固定した日時と学生講師では、行くことができません。"),
    NO_WISH: Said("希望の半日が、この週にはもうありません。"),
    LEFT_OUT: Said("調整担当が、この計画から外しました。"),
    HELD: Said("調整担当が、計画に入れないで止めています。"),
    CAME_LATER: Said("計画を作ったあとに来た申込です。"),
}
CLASS = {
    "too_few_tutors": Said("この時間に、会場まで来られる学生講師がいません。"),
    "needs_unmet": Said("この時間に来られる、経験のある学生講師がいません。"),
    "all_busy": Said("この時間に来られる学生講師は、みなほかの訪問に入っています。"),
    "not_worth": Said("来ることはできますが、移動が長く、ほかの方の訪問が減ってしまいます。"),
}
WHO = {
    "iphone": Said("iPhoneを教えられる人"),
    "android": Said("Androidを教えられる人"),
    "rakuraku": Said("らくらくスマートフォンを教えられる人"),
    "experienced": Said("経験のある人"),
    "woman": Said("女性"),
}
SEVERAL = Said("電話機にくわしい人と経験のある人")


def kept(reasons: Sequence[Reason], *, has_starts: bool) -> str:
    """The engine's reasons as they are stored; without any start the engine can only say too few."""
    if not has_starts:
        return code_only(NO_WISH)
    fields = ("code", "possible", "required", "tag")
    named = [{field: getattr(one, field) for field in fields} for one in reasons]
    return json.dumps([{key: value for key, value in one.items() if value is not None} for one in named])


def of_class(stored: str) -> tuple[Said, ...]:
    """Why a class still lacks somebody: its hour is fixed, and one tutor is looked for at a time."""
    return tuple(dict.fromkeys(CLASS[_kind(reason)] for reason in json.loads(stored)))


def _kind(reason: dict[str, Any]) -> str:
    return reason["code"] if reason["code"] in CLASS else "all_busy"


def code_only(code: str) -> str:
    return json.dumps([{"code": code}])


def sentences(stored: str) -> tuple[Said, ...]:
    """From the JSON kept with the plan's visit."""
    return tuple(_sentence(reason) for reason in json.loads(stored))


def _sentence(reason: dict[str, Any]) -> Said:
    match reason["code"]:
        case "too_few_tutors":
            return _too_few(reason.get("possible") or 0, reason.get("required", 2))
        case "needs_unmet":
            who = WHO.get(reason.get("tag", ""), SEVERAL)
            return Said("希望の半日に、%(who)sをふくむ2人がそろいません。", who=who)
    return SENTENCES.get(reason["code"], SENTENCES["all_busy"])


def _too_few(possible: int, required: int) -> Said:
    if not possible:
        return Said("希望の半日に来られる学生講師がいません（%(required)s人必要です）。", required=required)
    return Counted(
        "希望の半日に来られる学生講師は、%(num)s人だけです（%(required)s人必要です）。",
        possible,
        required=required,
    )
