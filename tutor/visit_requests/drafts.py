"""A half-filled request of the public pages: kept here for some hours, never in the browser."""

import hashlib
import json
import secrets
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from tutor.database import db
from tutor.errors import Refused
from tutor.visit_requests.models import OwnRequestDraft

KEPT = timedelta(hours=20)
"""Since the last answer: as long as WCAG 2.2.6 asks for, and gone before the next evening."""
LONGEST = 9000

Answers = dict[str, dict[str, list[str]]]
"""By question, by field, what was typed."""


def begin(*, now: datetime) -> str:
    """The token is for the browser's signed cookie; only its hash is kept."""
    token = secrets.token_urlsafe(24)
    draft = OwnRequestDraft(
        created_at=now, token_hash=_hash(token), form_key=str(uuid.uuid4()), expires_at=now + KEPT
    )
    db.session.add(draft)
    db.session.flush()
    return token


def find(token: str, *, now: datetime) -> OwnRequestDraft | None:
    """Also one that has become a request: its number can be looked at again until it expires."""
    found = select(OwnRequestDraft).where(
        OwnRequestDraft.token_hash == _hash(token), OwnRequestDraft.expires_at > now
    )
    return db.session.scalar(found)


def answers(draft: OwnRequestDraft) -> Answers:
    read: Answers = json.loads(draft.answers)
    return read


def keep(draft: OwnRequestDraft, given: Mapping[str, dict[str, list[str]] | None], *, now: datetime) -> None:
    """Answers by question; None takes one back."""
    kept = {name: fields for name, fields in (answers(draft) | dict(given)).items() if fields is not None}
    written = json.dumps(kept, ensure_ascii=False)
    if len(written) > LONGEST:
        raise Refused("長すぎて記録できません。%(most)d文字までにしてください。", most=LONGEST)
    draft.answers, draft.expires_at = written, now + KEPT
    db.session.flush()


def forget(draft: OwnRequestDraft) -> None:
    db.session.delete(draft)
    db.session.flush()


def delete_expired(now: datetime) -> None:
    db.session.execute(delete(OwnRequestDraft).where(OwnRequestDraft.expires_at <= now))


def _hash(token: str) -> str:
    """The token has 192 random bits, so a plain hash cannot be looked up in a table."""
    return hashlib.sha256(f"draft:{token}".encode()).hexdigest()
