"""When a message may go, by which channel, how long it is, and which step may follow which."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from tutor.errors import Refused
from tutor.local_time import at, local
from tutor.messaging.fields import Fields, Names
from tutor.messaging.models import Channel, Meaning, MessageState
from tutor.people.models import ContactPoint, Person
from tutor.phone import NumberKind

OPENS, CLOSES = time(9), time(20)
# What concerns a lesson before this hour cannot wait for the opening of the sending hours.
MORNING_ENDS = time(11)
ONE_SEGMENT, PER_PART = 70, 67
# The network's own alphabet (GSM 03.38), in which English goes: letters of seven bits, a few of them escaped.
ONE_LATIN, PER_LATIN_PART = 160, 153
LATIN = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
LATIN_OF_TWO = frozenset("^{}\\[~]|€\f")
LEASE = timedelta(seconds=60)
QUARANTINE = timedelta(minutes=5)
RING_AGAIN = timedelta(minutes=30)
RING_BACK = "ring_back"
LANE_STOPPED = "lane_stopped"
ANSWERS: dict[Meaning, str] = {
    meaning: f"answer_{meaning}" for meaning in Meaning if meaning is not Meaning.NOTED
}
LASTING = frozenset({RING_BACK, LANE_STOPPED, *ANSWERS.values()})
"""What never comes too late: a promise that was missed, an answer unread, stand first until staff rang."""
STOPPABLE = ("lesson_reminder", "homework", "lesson_question")
"""Kinds somebody can do without. What a lesson changes to must reach its people, if need be by a call."""

QUESTION, HOMEWORK, ON_THE_WAY = "lesson_question", "homework_nudge", "on_the_way"
NEVER_RUNG = frozenset({QUESTION, HOMEWORK, ON_THE_WAY})
"""A text or nothing: no copy to anybody, and nobody of ours rings to say it."""

S = MessageState
SPOKEN_TO = frozenset({NumberKind.LANDLINE, NumberKind.IP})
ENDED = frozenset({S.DELIVERED, S.FAILED, S.WITHDRAWN, S.EXPIRED, S.DONE})
# SENDING and UNKNOWN go back to DUE only when the provider certainly holds nothing of ours.
MOVES: dict[MessageState, frozenset[MessageState]] = {
    S.DUE: frozenset({S.SENDING, S.SENT, S.WITHDRAWN, S.EXPIRED, S.DONE}),
    S.SENDING: frozenset({S.DUE, S.SENT, S.UNKNOWN, S.FAILED, S.WITHDRAWN}),
    S.UNKNOWN: frozenset({S.DUE, S.SENT, S.DELIVERED, S.FAILED, S.WITHDRAWN, S.EXPIRED}),
    S.SENT: frozenset({S.DELIVERED, S.FAILED}),
} | {state: frozenset() for state in ENDED}
RUNG_OUT = frozenset({S.DUE, S.WITHDRAWN})
"""What a call that nobody answered may become besides. A text that was sent never goes again."""


@dataclass(frozen=True)
class Duty:
    """What is owed, before anybody has asked who exactly gets it and how."""

    purpose: str
    about_kind: str
    about_id: int
    occasion: str
    fields: Fields
    municipality_id: int | None
    not_before: datetime
    not_after: datetime
    urgent: bool
    ring: bool = False
    """Staff must ask something, and only a person can: never a text."""
    variant: str = ""
    """Words of their own for a kind of it, where there are any."""

    @property
    def key(self) -> str:
        """The front part that every dedupe key of this duty shares."""
        return f"{self.purpose}:{self.about_kind}:{self.about_id}:{self.occasion}:"


@dataclass(frozen=True)
class Recipient:
    """One number, or one person without any, and those who are told by it. Neither: staff themselves."""

    people: tuple[Person, ...]
    point: ContactPoint | None
    channel: Channel
    copy_about: tuple[Person, ...] = ()
    """Set when this is a supporter's copy: whose lesson it is."""

    @property
    def key(self) -> str:
        if not self.point and not self.people:
            return "staff"
        whose = f"number-{self.point.id}" if self.point else f"person-{self.people[0].id}"
        return f"copy-{whose}" if self.copy_about else whose

    @property
    def names(self) -> Names:
        return Names.of_people(self.copy_about or self.people, honoured=True)


@dataclass(frozen=True)
class Window:
    channel: Channel
    not_before: datetime


def is_open(moment: datetime) -> bool:
    return OPENS <= local(moment).time() < CLOSES


def next_sending_moment(moment: datetime) -> datetime:
    """The moment itself by day; at night the next 09:00 in Japan."""
    wall = local(moment)
    if wall.time() < OPENS:
        return at(wall.date(), OPENS)
    if wall.time() >= CLOSES:
        return at(wall.date() + timedelta(days=1), OPENS)
    return moment


def window(channel: Channel, duty: Duty, now: datetime) -> Window:
    """A machine speaks by day only; what would come too late by it is rung by staff, at once."""
    wanted = max(duty.not_before, now)
    if duty.ring:
        return Window(Channel.STAFF_CALL, wanted)
    moment = next_sending_moment(wanted)
    if moment >= duty.not_after or (duty.urgent and moment > wanted and _is_for_the_morning(duty, moment)):
        return Window(Channel.STAFF_CALL, now)
    return Window(channel, moment)


def _is_for_the_morning(duty: Duty, opening: datetime) -> bool:
    return duty.not_after < at(local(opening).date(), MORNING_ENDS)


def choose(
    points: Iterable[ContactPoint], *, shut: Collection[Channel] = ()
) -> tuple[ContactPoint | None, Channel]:
    """The first number that takes a text; else the first that a machine can ring; else staff must."""
    known = list(points)
    for point in known:
        if point.kind is NumberKind.MOBILE and point.provider_stopped_at is None:
            return point, Channel.SMS
    for point in known:
        if point.kind in SPOKEN_TO and Channel.VOICE not in shut:
            return point, Channel.VOICE
    return (known[0] if known else None), Channel.STAFF_CALL


def group(
    people: Iterable[Person],
    *,
    points: Callable[[Person], Sequence[ContactPoint]],
    shut: Collection[Channel] = (),
) -> list[Recipient]:
    """People who share the number they are reached by are told together."""
    found: dict[str, Recipient] = {}
    for person in people:
        point, channel = choose(points(person), shut=shut)
        alone = Recipient((person,), point, channel)
        known = found.get(alone.key)
        found[alone.key] = Recipient((*known.people, person), point, channel) if known else alone
    return list(found.values())


def units(text: str) -> int:
    """As the telephone network counts: UTF-16 units, so an emoji or 𠮷 is two; in plain Latin a [ is two."""
    return sum(_sizes(text))


def one_segment(text: str) -> int:
    return ONE_LATIN if is_latin(text) else ONE_SEGMENT


def segments(text: str) -> int:
    """A letter is never cut in two, so a part may stay one short."""
    sizes = _sizes(text)
    if sum(sizes) <= one_segment(text):
        return 1
    most, parts, room = PER_LATIN_PART if is_latin(text) else PER_PART, 0, 0
    for size in sizes:
        if size > room:
            parts, room = parts + 1, most
        room -= size
    return parts


def is_latin(text: str) -> bool:
    """One letter outside this set, and the whole text is sent in the dearer way."""
    return set(text) <= LATIN | LATIN_OF_TWO


def _sizes(text: str) -> list[int]:
    if is_latin(text):
        return [2 if letter in LATIN_OF_TWO else 1 for letter in text]
    return [2 if ord(letter) > 0xFFFF else 1 for letter in text]


def may_become(state: MessageState, wanted: MessageState, channel: Channel = Channel.SMS) -> bool:
    rung_out = channel is Channel.VOICE and state is S.SENT
    return wanted in MOVES[state] or (rung_out and wanted in RUNG_OUT)


def kinds_of(purpose: str) -> list[str]:
    """lesson_reminder_3 is a lesson_reminder too, and a lesson message: a stop of any of them holds."""
    words = purpose.split("_")
    return ["_".join(words[: n + 1]) for n in range(len(words))]


def stoppable(purpose: str) -> str | None:
    return next((kind for kind in STOPPABLE if kind in kinds_of(purpose)), None)


def meant(meaning: Meaning, purpose: str) -> Meaning:
    """After a lesson "2" is not about coming: somebody wants to speak with us."""
    afterwards = purpose in {QUESTION, HOMEWORK} and meaning is Meaning.CANNOT_COME
    return Meaning.CALL_ME if afterwards else meaning


def check_stoppable(kind: str) -> None:
    if kind not in STOPPABLE:
        raise Refused("止めるお知らせの種類をえらんでください。")


def rests_until(tried_at: datetime, not_after: datetime) -> datetime | None:
    """Nobody answered: not again at once. None: what is left of its time is too short to wait."""
    again = tried_at + RING_AGAIN
    return again if again < not_after else None


def call_key(dedupe_key: str) -> str:
    """Of the call that takes a text's place."""
    return f"{dedupe_key}:call"


def again_key(dedupe_key: str) -> str:
    """Of the same sent once more: x, x:again1, x:again2."""
    first, _, times = dedupe_key.partition(":again")
    return f"{first}:again{int(times or 0) + 1}"


def check_call(channel: Channel, state: MessageState) -> None:
    if channel is not Channel.STAFF_CALL:
        raise Refused("これは電話のお知らせではありません。")
    if state is not MessageState.DUE:
        raise Refused("この電話は、もう済んだか、取りやめになっています。")
