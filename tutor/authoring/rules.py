"""What may be kept as a draft, and who may publish. Pure."""

import re
from collections.abc import Collection, Mapping

from tutor.actor import Actor, Role
from tutor.curriculum.content import LANGUAGES, Curriculum
from tutor.curriculum.source import files
from tutor.errors import Refused

LONGEST = 150_000
"""A talk of a hundred slides with their notes; as a form it is less than half a megabyte."""
_UNIT = re.compile(r"units/[0-9]{2}-[a-z0-9-]{1,40}\.md")
_BESIDE = re.compile(rf"(units/[0-9]{{2}}-[a-z0-9-]{{1,40}})\.(?:{'|'.join(LANGUAGES[1:])})\.md")
_MAIN = re.compile(rf"curriculum(?:\.(?:{'|'.join(LANGUAGES[1:])}))?\.toml")


def kept(typed: str) -> str:
    """A browser sends CR LF; what no column can hold goes."""
    text = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if len(text) > LONGEST:
        raise Refused(
            "下書きが長すぎます。%(most)d字までにしてください。いまは%(now)d字です。",
            most=LONGEST,
            now=len(text),
        )
    return text


def check_name(name: str, there: Collection[str]) -> None:
    """`there` are files of the newest version and drafts: a translation needs what it translates."""
    beside = _BESIDE.fullmatch(name)
    if _MAIN.fullmatch(name) or _UNIT.fullmatch(name) or (beside and f"{beside[1]}.md" in there):
        return
    raise Refused("この名前のファイルは、教材に入れられません。一覧から選んでください。")


def unit_name(number: int, key: str, read: Curriculum) -> str:
    name = files.unit_name(number, key)
    if not 0 < number < 100 or not _UNIT.fullmatch(name):
        raise Refused("番号は1から99まで、短い名前は小さい英字と数字で入れてください。例：bus-times")
    if key in {unit.key for unit in read.units}:
        raise Refused("短い名前「%(key)s」は、もう使っています。別の名前にしてください。", key=key)
    if number in {unit.number for unit in read.units}:
        raise Refused("番号「%(number)d」は、もう使っています。別の番号にしてください。", number=number)
    return name


def may_publish(of: int | None, *, by: Actor, cities: Collection[int]) -> bool:
    """What all cities share, by whoever reaches all of them; a city's own, by its staff."""
    reach = by.reach(Role.COORDINATOR)
    return reach is None or (of in reach if of is not None else bool(cities) and set(cities) <= reach)


def moved(before: Mapping[str, bytes], now: Mapping[str, bytes], name: str) -> bool:
    """Was the file published anew since somebody began to write on it?"""
    return before.get(name) != now.get(name)
