"""One message at a time, with a commit between the claim, the sending and the record."""

import logging
import threading
from datetime import timedelta

from tutor import clock
from tutor.database import db
from tutor.jobs.owner import Owner
from tutor.messaging import forgetting, outbox, reclaiming, voice
from tutor.messaging.gateways.gateway import Answer, CallGateway, CannotSay, Gateway, Outgoing, Unknown
from tutor.messaging.models import Channel

log = logging.getLogger("tutor.worker")

GIVES_UP = 5


def send_one(gateway: Gateway, owner: Owner, channel: Channel = Channel.SMS) -> Answer | None:
    """Claim, commit, send, record, commit. None: nothing more to do this turn."""
    claimed = outbox.claim_one(clock.now(), owner, channel)
    message_id = claimed.id if claimed else None
    db.session.commit()
    if message_id is None:
        return None
    going = outbox.before_post(message_id, owner, clock.now())
    db.session.commit()
    if going is None:
        return None
    answer = _sent(gateway, going)
    outbox.record(message_id, going.attempt_at, answer, clock.now())
    db.session.commit()
    return answer


def _sent(gateway: Gateway, going: Outgoing) -> Answer:
    try:
        return gateway.send(going)
    except Exception as error:  # a gateway promises not to raise; if it does, it may have sent
        return Unknown(type(error).__name__)


def settle_calls(gateway: CallGateway, stopping: threading.Event) -> None:
    """Ask how calls went whose end nobody told us; no transaction is open meanwhile."""
    asked_for = [(message.uid, message.sid) for message in voice.without_end(clock.now())]
    db.session.commit()
    for uid, sid in asked_for:
        end = CannotSay("") if stopping.is_set() or sid is None else gateway.ask(sid)
        if sid and not isinstance(end, CannotSay):
            voice.settle_call(uid, sid=sid, call=end.call, machine=end.machine, now=clock.now())
            db.session.commit()


def reclaim_stale() -> None:
    ids = [message.id for message in reclaiming.stale_claims(clock.now())]
    for message_id in ids:
        reclaiming.reclaim(message_id, clock.now())
        db.session.commit()
        log.warning("message %s was left in hand; now unknown", message_id)
    db.session.commit()


def settle_unknown(
    gateway: Gateway, quarantine: timedelta, stopping: threading.Event, channel: Channel = Channel.SMS
) -> None:
    """Ask the provider what it has; no transaction is open meanwhile."""
    asked_for = [(message.id, outbox.outgoing(message)) for message in reclaiming.unknown(channel)]
    db.session.commit()
    for message_id, going in asked_for:
        if stopping.is_set():
            return
        asked_at = clock.now()
        try:
            seen = gateway.find(going)
        except Exception as error:  # as above: no answer is not an empty answer
            seen = CannotSay(type(error).__name__)
        reclaiming.record_sighting(message_id, going.attempt_at, seen, asked_at, quarantine=quarantine)
        db.session.commit()


def forget_there(gateway: Gateway, stopping: threading.Event) -> None:
    """What was forgotten here, at the provider too. When it fails a few times, the next turn goes on."""
    failed, sids = 0, forgetting.kept_there()
    db.session.commit()
    for sid in sids:
        if stopping.is_set() or failed >= GIVES_UP:
            return
        if _forgot(gateway, sid):
            forgetting.forgotten_there(sid, clock.now())
            db.session.commit()
        else:
            failed += 1


def _forgot(gateway: Gateway, sid: str) -> bool:
    try:
        return gateway.forget(sid)
    except Exception as error:  # as above
        log.error("forgetting failed: %s", type(error).__name__)
        return False
