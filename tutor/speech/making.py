"""The job 「声を作る」: an edge of its own, which reads the clock and commits after each sheet.

While a sheet is spoken no transaction is open: SQLite has one writer, and the office goes on meanwhile.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from tutor import clock
from tutor.actor import Actor
from tutor.curriculum import queries as curricula
from tutor.curriculum.models import CurriculumVersion
from tutor.database import db
from tutor.errors import Refused
from tutor.jobs import actions as jobs
from tutor.jobs.models import Job
from tutor.jobs.work import Report, Stop
from tutor.office.models import Municipality
from tutor.sentences import Counted, Said, together
from tutor.speech import queries, recordings, rules, sheets, voices
from tutor.speech.models import Origin, Recording
from tutor.speech.voices import Speak, Voice

KIND = "speech"


def ask(place: Municipality, version: CurriculumVersion, *, by: Actor, now: datetime) -> Job:
    if not voices.is_on():
        raise Refused("声を作る部品が、まだ入っていません。")
    return jobs.ask(
        KIND,
        dedupe=dedupe(place.id, version.curriculum_id),
        arguments={"version": version.id, "municipality": place.id},
        municipality_id=place.id,
        by=by,
        now=now,
    )


def dedupe(municipality_id: int, curriculum_id: int) -> str:
    return f"{municipality_id}:{curriculum_id}"


def make_audio(arguments: Mapping[str, Any], report: Report, stop: Stop) -> Said:
    if not voices.is_on():
        raise Refused("声を作る部品が、まだ入っていません。")
    place_id = int(arguments["municipality"])
    voice = queries.voice(place_id)
    return make_all(place_id, int(arguments["version"]), voice, voices.speaker(voice), report, stop)


def make_all(place_id: int, version_id: int, voice: Voice, speak: Speak, report: Report, stop: Stop) -> Said:
    """What is there already, of the same words in the same voice, stays."""
    wanted, kept = _wanted(place_id, version_id), _kept(place_id)
    made = 0
    for done, (text_hash, lines) in enumerate(wanted.items()):
        report(done, len(wanted), Said("声を作っています。"))
        if stop():
            return together(Said("ここまでで止めました。"), _counted(made, len(wanted)))
        made += _make(place_id, text_hash, lines, voice, speak, kept)
    recordings.forget_unheard()
    return _counted(made, len(wanted))


@dataclass(frozen=True)
class Kept:
    """`spoken` is the audio of what any city had spoken, `here` what was spoken for each text of this one."""

    spoken: dict[str, str]
    here: dict[str, str]


def _kept(place_id: int) -> Kept:
    rows = db.session.scalars(select(Recording).where(Recording.origin == Origin.MADE)).all()
    spoken = {row.spoken_hash: row.audio_hash for row in rows}
    here = {row.text_hash: row.spoken_hash for row in rows if row.municipality_id == place_id}
    db.session.rollback()
    return Kept(spoken, here)


def _counted(made: int, total: int) -> Said:
    return together(
        Counted("声を%(num)d枚ぶん作りました。", made),
        Counted("この教材は、ぜんぶで%(num)d枚です。", total),
    )


def _wanted(place_id: int, version_id: int) -> dict[str, list[str]]:
    """By the hash of what is written, what is to be spoken; names in kana, unit by unit."""
    version = db.session.get_one(CurriculumVersion, version_id)
    found: dict[str, list[str]] = {}
    for language in sheets.JAPANESE:
        for unit in curricula.content_of(version, language).units:
            texts = sheets.every(unit)
            names = queries.known(place_id, "\n".join(line for lines in texts.values() for line in lines))
            found |= {one: rules.read_out(lines, names.readings) for one, lines in texts.items()}
    db.session.rollback()
    return found


def _make(place_id: int, text_hash: str, lines: Sequence[str], voice: Voice, speak: Speak, kept: Kept) -> int:
    """1 when something was made or taken over, 0 when it was there."""
    spoken_hash = hashlib.sha256("\n".join([str(voice), *lines]).encode()).hexdigest()
    if kept.here.get(text_hash) == spoken_hash:
        return 0
    audio_hash = kept.spoken.get(spoken_hash, "")
    data = b"" if audio_hash else speak(lines)
    audio_hash = audio_hash or recordings.keep_audio(data, voices.MEDIA_TYPE)
    recordings.keep(place_id, text_hash, Origin.MADE, audio_hash, spoken_hash=spoken_hash, now=clock.now())
    kept.spoken[spoken_hash] = audio_hash
    db.session.commit()
    return 1
