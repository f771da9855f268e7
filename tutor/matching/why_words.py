"""What is said about one visit of the board: why it stands there or nowhere, and what would help.

The first sentences may be read to whoever is on the telephone. Other people's names stand only in those for
the desk.
"""

from collections.abc import Sequence
from datetime import date, datetime

from tutor.local_time import clock_time
from tutor.matching.engine.candidates import ExclusionCode
from tutor.matching.engine.plan import Reason
from tutor.matching.engine.what_if import Kind
from tutor.matching.reasons import SEVERAL, WHO
from tutor.sentences import Counted, Said

HERE = {
    "all_busy": Said("来られる学生講師は、みなほかの訪問に入っています。"),
    "not_worth": Said("行くことはできますが、移動が長く、ほかの方の訪問が減ってしまいます。"),
}
FITS = Said("この半日なら、入れられます。")
ABLE = Said("来られます：%(names)s")
AGAINST: dict[ExclusionCode, Said] = {
    "busy": Said("ほかの訪問と重なります：%(names)s"),
    "day_limit": Said("その日の回数がいっぱいです：%(names)s"),
    "week_limit": Said("この週の回数がいっぱいです：%(names)s"),
    "way_home": Said("帰りの移動が間に合いません：%(names)s"),
    "way_there": Said("行きの移動が間に合いません：%(names)s"),
    "no_way": Said("その場所まで行けません：%(names)s"),
    "lacks": Said("教えられることが合いません：%(names)s"),
    "refused": Said("断られた学生講師です：%(names)s"),
    "off_work": Said("この半日には来られません：%(names)s"),
}
"""By code, in the order in which they are said: who is nearest to coming first."""
KNOWS = {
    "iphone": Said("%(who)sは、iPhoneを教えられます。"),
    "android": Said("%(who)sは、Androidを教えられます。"),
    "rakuraku": Said("%(who)sは、らくらくスマートフォンを教えられます。"),
    "experienced": Said("%(who)sは、経験があります。"),
    "woman": Said("%(who)sは、女性です。"),
}
NO_OTHERS = Said("ほかに行ける組み合わせはありません。")


def person(name: str) -> Said:
    return Said("%(name)sさん", name=name)


def half_day(day: date, *, afternoon: bool) -> Said:
    return Said("%(day)sの午後", day=day) if afternoon else Said("%(day)sの午前", day=day)


def why_here(reason: Reason | None) -> Said:
    """Of one half-day."""
    if reason is None:
        return FITS
    match reason.code:
        case "too_few_tutors" if reason.possible:
            return Counted("来られる学生講師は、%(num)s人だけです。", reason.possible)
        case "too_few_tutors":
            return Said("来られる学生講師がいません。")
        case "needs_unmet":
            return Said("%(who)sをふくむ2人がそろいません。", who=WHO.get(reason.tag or "", SEVERAL))
    return HERE.get(reason.code, HERE["all_busy"])


def listed(said: Said, names: Sequence[object]) -> Said:
    return Said(said.message, names=names)


def in_the_way(who: str, whose: Sequence[Said]) -> Said:
    return Said("%(who)s（%(whose)s）", who=who, whose=whose)


def goes(who: Said, *, minutes: int, familiar: bool, tags: Sequence[str], load: int, fair: int) -> list[Said]:
    """What speaks for one of the two."""
    said = [Said("%(who)sは、前回も行きました。", who=who)] if familiar else []
    said += knows(who, tags)
    said.append(Counted("%(who)sの移動は、この訪問で%(num)s分ふえます。", minutes, who=who))
    said.append(
        Counted("%(who)sの今週の担当は%(num)s件です（公平に分けると%(fair)s件）。", load, who=who, fair=fair)
    )
    return said


def knows(who: Said, tags: Sequence[str]) -> list[Said]:
    """Of what the visit needs."""
    return [Said(KNOWS[tag].message, who=who) for tag in tags if tag in KNOWS]


def next_group(when: datetime, names: Sequence[Said]) -> Said:
    return Said("次によい組み合わせは、%(when)sの%(names)sです。", when=when, names=names)


def next_hour(when: datetime) -> Said:
    return Said("同じ2人なら、次によい時間は%(when)sです。", when=when)


def difference(minutes: int, points: int) -> Said:
    """Of another place, compared with where the visit stands."""
    if not minutes and not points:
        return Said("移動も点数も同じです。")
    return Said(
        "移動は全員で%(minutes)s分、点数は%(points)s点 変わります。",
        minutes=f"{minutes:+d}",
        points=f"{points:+d}",
    )


def would_fit(kind: Kind, half: Said, starts_at: datetime, names: Sequence[Said], who: Said) -> Said:
    """What would have to be otherwise, and who would come when."""
    fields = {"half": half, "at": clock_time(starts_at), "names": names, "who": who}
    match kind:
        case "other_half_day":
            return Said("%(half)sでもよければ、%(at)sから%(names)sが行けます。", **fields)
        case "tutor_free":
            return Said("%(half)sに%(who)sが来られれば、%(at)sから%(names)sが行けます。", **fields)
        case "one_more":
            return Said(
                "%(half)sに%(who)sがもう1件行ければ、%(at)sから%(names)sが行けます。", who=who, **fields
            )
    return Said("ほかの訪問を動かせば、%(when)sから%(names)sが行けます。", when=starts_at, names=names)


def displaced(whose: Said) -> Said:
    return Said("代わりに、%(whose)sの訪問が入らなくなります。", whose=whose)


def moved(whose: Said, when: datetime, names: Sequence[Said]) -> Said:
    fields = {"whose": whose, "when": when, "names": names}
    return Said("%(whose)sの訪問が%(when)sに移り、%(names)sが行きます。", **fields)
