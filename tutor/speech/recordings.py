"""Audio is kept and let go: made by a machine, or spoken by a tutor."""

import hashlib
from datetime import datetime

from sqlalchemy import delete, select

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import nothing_here
from tutor.office.models import Municipality
from tutor.speech import own_voice
from tutor.speech.models import Audio, Origin, Recording, VoiceChoice
from tutor.speech.only_sound import only_sound
from tutor.speech.voices import PACES, VOICES, Voice


def choose_voice(place: Municipality, voice: Voice, *, by: Actor, now: datetime) -> None:
    """What was made before stays until it is made anew."""
    if voice.name not in VOICES or voice.pace not in PACES:
        raise nothing_here()
    row = db.session.get(VoiceChoice, place.id) or VoiceChoice(municipality_id=place.id)
    row.voice, row.pace = voice.name, voice.pace
    db.session.add(row)
    record("choose_voice", place, by=by, now=now, municipality_id=place.id)


def keep_own(place: Municipality, text_hash: str, data: bytes, *, by: Actor, now: datetime) -> None:
    """Of one text, as it is now: when the text changes, nobody hears words that no longer stand there."""
    kind = own_voice.media_type(data)
    audio_hash = keep_audio(only_sound(data, kind), kind)
    row = keep(place.id, text_hash, Origin.OWN, audio_hash, now=now)
    record("keep_own_recording", row, by=by, now=now, municipality_id=place.id)
    forget_unheard()


def forget_own(place: Municipality, text_hash: str, *, by: Actor, now: datetime) -> None:
    """A voice is somebody's own: taken back, its bytes go too."""
    row = _row(place.id, text_hash, Origin.OWN)
    if row is None:
        raise nothing_here()
    record("forget_own_recording", row, by=by, now=now, municipality_id=place.id)
    db.session.delete(row)
    forget_unheard()


def keep_audio(data: bytes, media_type: str) -> str:
    found = hashlib.sha256(data).hexdigest()
    if db.session.scalar(select(Audio.hash).where(Audio.hash == found)) is None:
        db.session.add(Audio(hash=found, media_type=media_type, bytes=data))
        db.session.flush()
    return found


def keep(
    place_id: int, text_hash: str, origin: Origin, audio_hash: str, *, spoken_hash: str = "", now: datetime
) -> Recording:
    row = _row(place_id, text_hash, origin) or Recording(
        municipality_id=place_id, text_hash=text_hash, origin=origin
    )
    row.audio_hash, row.spoken_hash, row.made_at = audio_hash, spoken_hash, now
    db.session.add(row)
    db.session.flush()
    return row


def _row(place_id: int, text_hash: str, origin: Origin) -> Recording | None:
    same = (Recording.municipality_id == place_id, Recording.text_hash == text_hash)
    return db.session.scalar(select(Recording).where(*same, Recording.origin == origin))


def forget_unheard() -> None:
    """Bytes that no recording names any more."""
    db.session.flush()
    heard = select(Recording.id).where(Recording.audio_hash == Audio.hash).exists()
    db.session.execute(delete(Audio).where(~heard).execution_options(synchronize_session=False))
