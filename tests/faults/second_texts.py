"""The part of a life in which texts end: some telephones were off, and get theirs once more."""

from collections.abc import Callable
from datetime import datetime

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tutor.database import db
from tutor.messaging.callbacks import settle
from tutor.messaging.duties import is_again
from tutor.messaging.gateways.gateway import NumberRefused, TryLater
from tutor.messaging.models import Channel, Message, MessageState

OFF, WRONG = TryLater("30003"), NumberRefused("30005")


def ended(text: Message, sid: str, *, now: datetime, off: bool, arrived: bool = False) -> None:
    state = MessageState.DELIVERED if arrived else MessageState.FAILED
    settle(text.uid, sid=sid, state=state, why=OFF if off else WRONG, now=now)


class SecondTexts:
    """Mixed into a life."""

    now: datetime
    until: Callable[[datetime], None]
    work: Callable[[str, int, int], None]

    @rule(which=st.integers(0, 99), off=st.booleans(), arrived=st.booleans())
    def provider_tells(self, which: int, off: bool, arrived: bool) -> None:
        """How a text ended, perhaps long after, and perhaps otherwise than before."""
        texts = db.session.query(Message).filter(Message.sid.is_not(None), Message.channel == Channel.SMS)
        found = texts.order_by(Message.id).all()
        if found:
            text = found[which % len(found)]
            ended(text, text.sid or "", now=self.now, off=off, arrived=arrived)

    @rule(which=st.integers(0, 99), answer=st.sampled_from(["accepted", "off", "lost"]))
    def second_text_s_moment(self, which: int, answer: str) -> None:
        waits = db.session.query(Message).filter(Message.state == MessageState.DUE).order_by(Message.id)
        moments = [one.not_before for one in waits if is_again(one.dedupe_key)]
        if moments:
            self.until(max(self.now, moments[which % len(moments)]))
            self.work(answer, 20, 8)
