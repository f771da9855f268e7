"""Which step may follow which."""

import pytest

from tutor.errors import Refused
from tutor.messaging import states
from tutor.messaging.models import Channel, MessageState


def test_a_call_that_rang_out_is_due_again_and_a_text_never() -> None:
    assert states.may_become(MessageState.SENT, MessageState.DUE, Channel.VOICE)
    assert not states.may_become(MessageState.SENT, MessageState.DUE, Channel.SMS)
    assert not states.may_become(MessageState.DELIVERED, MessageState.DUE, Channel.VOICE)


@pytest.mark.parametrize("ended", sorted(states.ENDED))
def test_what_has_ended_never_opens_again(ended: MessageState) -> None:
    assert not any(states.may_become(ended, state) for state in MessageState)


def test_every_state_has_its_moves_and_an_end() -> None:
    assert set(states.MOVES) == set(MessageState)
    for state in set(MessageState) - states.ENDED:
        assert _reachable(state) & states.ENDED


def _reachable(state: MessageState) -> set[MessageState]:
    found, ahead = set(), [state]
    while ahead:
        new = states.MOVES[ahead.pop()] - found
        found |= new
        ahead += new
    return found


def test_what_the_provider_has_is_never_due_again() -> None:
    assert not states.may_become(MessageState.SENT, MessageState.DUE)


def test_only_an_open_telephone_call_can_be_finished() -> None:
    states.check_call(Channel.STAFF_CALL, MessageState.DUE)
    with pytest.raises(Refused, match="電話のお知らせではありません"):
        states.check_call(Channel.SMS, MessageState.DUE)
    with pytest.raises(Refused, match="もう済んだか"):
        states.check_call(Channel.STAFF_CALL, MessageState.DONE)
