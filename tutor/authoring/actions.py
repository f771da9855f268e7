"""A draft is begun, saved, given up and taken up again; nothing of it reaches a learner."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from tutor.actor import Actor
from tutor.authoring import queries, rules
from tutor.authoring.models import Draft, DraftPicture
from tutor.changes.actions import record
from tutor.curriculum import queries as curricula
from tutor.curriculum.actions import keep_file
from tutor.curriculum.content import Picture, Unit
from tutor.curriculum.models import CurriculumVersion
from tutor.curriculum.written_unit import unit_file
from tutor.database import db
from tutor.errors import Refused
from tutor.sentences import Said

NEW_UNIT = Path(__file__).with_name("new_unit.md")


SAVED_BY_ANOTHER = Said(
    "ほかの人が、さきにこの下書きを保存しました。両方の文を見て、もう一度保存してください。"
)


class SavedByAnother(Refused):
    """The text that the page began with is not the one that is kept by now."""


def begin(
    version: CurriculumVersion, name: str, *, municipality_id: int | None, by: Actor, now: datetime
) -> Draft:
    """With the text as published; a translation that is not there yet begins with what it translates."""
    found = queries.open_draft(version.curriculum.key, municipality_id, name)
    if found is not None:
        return found
    files = queries.files_of(version)
    drafts = queries.open_drafts(version.curriculum.key, municipality_id)
    texts = {one: data.decode() for one, data in files.items() if one.endswith((".md", ".toml"))}
    texts |= {draft.name: draft.text for draft in drafts}
    rules.check_name(name, texts)
    return _add(version, name, texts.get(name) or _translated(name, texts), municipality_id, by=by, now=now)


def begin_unit(
    version: CurriculumVersion,
    number: int,
    key: str,
    *,
    stage: int,
    municipality_id: int | None,
    by: Actor,
    now: datetime,
) -> Draft:
    read = curricula.content_of(version)
    name = rules.unit_name(number, key, read)
    found = queries.open_draft(read.key, municipality_id, name)
    if found is not None:
        return found
    skill = next((one.key for one in read.skills_of(stage)), "")
    text = NEW_UNIT.read_text(encoding="utf-8") % {"key": key, "stage": stage, "skill": skill}
    return _add(version, name, text, municipality_id, by=by, now=now)


def begin_talk(
    version: CurriculumVersion,
    unit: Unit,
    pictures: Mapping[str, tuple[Picture, bytes]],
    *,
    municipality_id: int | None,
    by: Actor,
    now: datetime,
) -> Draft:
    """A unit made of slides; `pictures` by the names that its texts call them."""
    name = rules.unit_name(unit.number, unit.key, curricula.content_of(version))
    found = queries.open_draft(version.curriculum.key, municipality_id, name)
    if found is not None:
        return found
    draft = _add(version, name, unit_file(unit), municipality_id, by=by, now=now)
    for path, (picture, data) in sorted(pictures.items()):
        keep_file(picture, data)
        size = {"width": picture.width, "height": picture.height}
        draft.pictures.append(DraftPicture(path=path, hash=picture.hash, **size))
    db.session.flush()
    return draft


def save(draft: Draft, typed: str, *, seen: int, by: Actor, now: datetime) -> bool:
    """`seen` is how often it had been saved when the page was opened. False: nothing was new."""
    text = rules.kept(typed)
    if draft.ended_at is not None:
        raise Refused("この下書きはおわっています。一覧から、新しい下書きを始めてください。")
    if text == draft.text:
        return False
    if seen != draft.n:
        raise SavedByAnother(SAVED_BY_ANOTHER.message)
    draft.text, draft.n, draft.saved_at = text, draft.n + 1, now
    if draft.by_id != by.person_id:
        draft.by_id = by.person_id
        record("write_draft", draft, by=by, now=now, municipality_id=draft.municipality_id)
    db.session.flush()
    return True


def give_up(draft: Draft, *, by: Actor, now: datetime) -> None:
    if draft.ended_at is None:
        draft.ended_at = now
        record("give_up_draft", draft, by=by, now=now, municipality_id=draft.municipality_id)


def take_up(draft: Draft, *, by: Actor, now: datetime) -> None:
    """Undoes giving up; what was published stays published."""
    if draft.published_in is not None:
        raise Refused("この下書きは、もう公開しました。一覧から、新しい下書きを始めてください。")
    if draft.ended_at is None:
        return
    if queries.open_draft(draft.curriculum_key, draft.municipality_id, draft.name) is not None:
        raise Refused("同じところの下書きが、もう一つあります。そちらをおわらせてから、もどしてください。")
    draft.ended_at = None
    record("take_up_draft", draft, by=by, now=now, municipality_id=draft.municipality_id)


def put_on(draft: Draft, version: CurriculumVersion, *, by: Actor, now: datetime) -> None:
    """Somebody has looked at what was published since, and says that the draft goes over it."""
    draft.begun_from_hash = version.hash
    record("put_draft_on", draft, by=by, now=now, municipality_id=draft.municipality_id)


def _add(
    version: CurriculumVersion, name: str, text: str, municipality_id: int | None, *, by: Actor, now: datetime
) -> Draft:
    draft = Draft(
        created_at=now,
        curriculum_key=version.curriculum.key,
        municipality_id=municipality_id,
        name=name,
        text=text,
        begun_from_hash=version.hash,
        by_id=by.person_id,
        saved_at=now,
    )
    db.session.add(draft)
    db.session.flush()
    record("begin_draft", draft, by=by, now=now, municipality_id=municipality_id)
    return draft


def _translated(name: str, texts: dict[str, str]) -> str:
    """Keys and numbers are those of the Japanese file; what is said is there to be put into other words."""
    stem, _, ending = name.rpartition("/")[2].partition(".")
    original = texts.get(f"units/{stem}.md", "")
    if not original or ending == "md":
        return ""
    front, _, body = original.removeprefix("+++\n").partition("\n+++\n")
    said = [line for line in front.split("\n") if line.startswith(("title", "why"))]
    words = [
        line for line in body.partition("\n# 講師へ")[0].split("\n") if not line.startswith("できること")
    ]
    return "\n".join(["+++", *said, "+++", *words])
