"""What the provider says comes in any order, repeated or not at all, among the steps of a worker that may be
killed or hear no answer: the end is the same. STORM_CALLBACKS=10000 is the long form, of texts and of calls.

Each course is taken back, so that the next one finds the message as it was: just handed over.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.messaging.calling import FIRST
from tests.messaging.signing import SID
from tests.messaging.telling import all_messages, tell
from tutor.database import db
from tutor.jobs.owner import here
from tutor.messaging import lists, outbox, reclaiming, voice
from tutor.messaging.callbacks import settle
from tutor.messaging.duties import again_key
from tutor.messaging.gateways.gateway import Accepted, Found, NumberRefused, TryLater, Unknown
from tutor.messaging.gateways.twilio_status import state_of
from tutor.messaging.models import Channel, Message, MessageState
from tutor.messaging.queries import by_key
from tutor.messaging.voice_rules import Call

pytestmark = pytest.mark.usefixtures("database")

S = MessageState
COURSES = int(os.environ.get("STORM_CALLBACKS", "30"))
LATER, MINUTES = make.NOW + timedelta(minutes=1), make.NOW + timedelta(minutes=2)
OUR_STEPS = st.lists(st.sampled_from(["accepted", "lost", "reclaimed", "listed"]), max_size=3)
usual = settings(
    max_examples=COURSES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@dataclass
class Course:
    """One order of everything that happens to a message."""

    id: int
    uid: str
    sid: str

    def begun(self) -> Message:
        db.session.rollback()
        return db.session.get_one(Message, self.id)

    def take(self, steps: Sequence[Callable[[], object] | str]) -> None:
        for one in steps:
            self._our(one) if isinstance(one, str) else one()
            db.session.flush()

    def _our(self, step: str) -> None:
        match step:
            case "accepted":
                outbox.record(self.id, make.NOW, Accepted(self.sid), LATER)
            case "lost":
                outbox.record(self.id, make.NOW, Unknown("ReadTimeout"), LATER)
            case "reclaimed":
                reclaiming.reclaim(self.id, MINUTES)
            case "listed":
                reclaiming.record_sighting(self.id, make.NOW, Found((self.sid,)), MINUTES)


def handed_over(phone: str, channel: Channel, sid: str) -> Course:
    [message] = tell(make.person(phone), not_after=make.NOW + timedelta(days=5))
    assert outbox.claim_one(make.NOW, here(), channel) is message
    course = Course(message.id, message.uid, sid)
    db.session.commit()
    return course


@pytest.fixture
def text() -> Course:
    return handed_over("090-1234-5678", Channel.SMS, SID)


@pytest.fixture
def call() -> Course:
    return handed_over("0191-21-8633", Channel.VOICE, FIRST)


ENDS: Counter[str] = Counter()


@pytest.fixture(autouse=True)
def figures() -> Iterator[None]:
    ENDS.clear()
    began = time.monotonic()
    yield
    print(f"\n{sum(ENDS.values())} courses in {time.monotonic() - began:.0f} s: {dict(ENDS)}")


def check_what_follows_once_when_it_failed(message: Message, *, was_off: bool = False) -> None:
    """Staff ring, or a telephone that was off gets it once more; of what did not fail nothing follows."""
    failed, again = message.state is S.FAILED, by_key(again_key(message.dedupe_key))
    assert (again is not None) is (failed and was_off)
    assert lists.rung_instead([message]) == ({message.id: S.DUE} if failed and not was_off else {})
    assert len(all_messages()) == 1 + failed
    ENDS[f"{message.state.value}{', again' * bool(again)}"] += 1


@given(
    st.lists(st.sampled_from(["queued", "sending", "sent"]), max_size=4),
    st.sampled_from(["delivered", "undelivered", "failed"]),
    st.sampled_from([NumberRefused("30005"), TryLater("30003")]),
    st.integers(0, 3),
    OUR_STEPS,
    st.data(),
)
@usual
def test_a_text_ends_in_the_same_state(text: Course, on_the_way, end, why, times, ours, data) -> None:
    def say(word: str) -> Callable[[], object]:
        state = state_of(word)
        return lambda: settle(text.uid, sid=SID, state=state, why=why, now=LATER)

    said = [say(word) for word in (*on_the_way, *[end] * times)]
    message = text.begun()
    text.take(data.draw(st.permutations([*said, *ours])))
    if times:
        assert (message.state, message.sid) == (state_of(end), SID)
    elif said or "accepted" in ours:
        assert (message.state, message.sid) == (S.SENT, SID)
    check_what_follows_once_when_it_failed(message, was_off=isinstance(why, TryLater))


@dataclass(frozen=True)
class Ringing:
    """What happens on the telephone."""

    end: Call
    machine: bool = False
    heard: bool = False
    pressed: bool = False

    @property
    def state(self) -> MessageState:
        if self.end is Call.IMPOSSIBLE:
            return S.FAILED
        return S.DELIVERED if self.pressed or (self.heard and not self.machine) else S.DUE


RINGINGS = [
    *[Ringing(end) for end in (Call.BUSY, Call.NO_ANSWER, Call.IMPOSSIBLE, Call.ENDED)],
    *[Ringing(Call.ENDED, machine=machine, heard=heard) for machine in (0, 1) for heard in (0, 1)],
    Ringing(Call.ENDED, heard=True, pressed=True),
    Ringing(Call.ENDED, pressed=True),
]


@given(
    st.sampled_from(RINGINGS), st.integers(0, 2), st.integers(0, 2), st.integers(0, 2), OUR_STEPS, st.data()
)
@usual
def test_a_call_ends_in_the_same_state(call: Course, ringing, begins, who, times, ours, data) -> None:
    """A telephone that rang in vain rings again, once, at another hour, with a name of its own."""

    def say(what: Call, *, machine: bool = ringing.machine) -> Callable[[], object]:
        return lambda: voice.settle_call(call.uid, sid=FIRST, call=what, machine=machine, now=LATER)

    def hear(*, pressed: bool) -> Callable[[], object]:
        return lambda: voice.heard(call.uid, sid=FIRST, pressed=pressed, now=LATER)

    before = [hear(pressed=False)] if ringing.heard else []
    keys = [hear(pressed=True)] * max(1, begins) if ringing.pressed else []
    any_time = [*[say(Call.UNDER_WAY, machine=False)] * begins, *[say(Call.UNDER_WAY)] * who, *keys, *ours]
    ends, at = [say(ringing.end)] * times, data.draw(st.integers(0, len(any_time)))
    mixed = data.draw(st.permutations(any_time))
    # A call goes on only after we have said what comes next: nobody hangs up before that was asked.
    steps = [*mixed[:at], *before, *data.draw(st.permutations([*mixed[at:], *ends]))]
    message = call.begun()
    call.take(steps)
    if times or ringing.pressed:
        assert message.state is ringing.state
    elif before or begins or who or "accepted" in ours:
        assert (message.state, message.sid) == (S.SENT, FIRST)
    if message.state is S.DUE:
        assert (message.sid, message.not_before) == (None, make.NOW + timedelta(hours=4))
    check_what_follows_once_when_it_failed(message)
