"""Drafts become the next version of their curriculum; publishing what was is how that is undone."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tutor.actor import Actor
from tutor.authoring import queries, rules
from tutor.authoring.checking import Checked, check
from tutor.authoring.models import LONGEST_WHY, Draft, Publication
from tutor.curriculum import queries as curricula
from tutor.curriculum.actions import publish
from tutor.curriculum.content import Curriculum
from tutor.curriculum.models import CurriculumVersion, Origin
from tutor.curriculum.reader import CurriculumError
from tutor.database import db
from tutor.errors import Refused


def moved(draft: Draft, version: CurriculumVersion) -> bool:
    """Did the file change in a version that came after the draft was begun?"""
    if draft.begun_from_hash == version.hash:
        return False
    return rules.moved(queries.files_as_begun(draft), queries.files_of(version), draft.name)


def publish_drafts(
    version: CurriculumVersion,
    drafts: Sequence[Draft],
    *,
    seen: Mapping[str, int],
    why: str,
    by: Actor,
    now: datetime,
) -> CurriculumVersion:
    """`version` is the newest, as the page showed it; `seen` says of each draft which saving was shown."""
    _check_seen(version, drafts, seen)
    checked = check(queries.files_of(version), drafts)
    if checked.read is None:
        raise CurriculumError(checked.problems)
    made = _publish(version, checked.read, checked, why=why, by=by, now=now)
    for draft in drafts:
        draft.ended_at, draft.published_in = now, made.number
    db.session.flush()
    return made


def publish_former(
    version: CurriculumVersion, number: int, *, why: str, by: Actor, now: datetime
) -> CurriculumVersion:
    """What a former version said, as the next one: numbers only go up."""
    former = next((one for one, _ in queries.publications(version.curriculum) if one.number == number), None)
    if former is None:
        raise Refused("その版は見つかりません。一覧から選んでください。")
    return _publish(version, curricula.content_of(former), None, why=why, by=by, now=now)


def _check_seen(version: CurriculumVersion, drafts: Sequence[Draft], seen: Mapping[str, int]) -> None:
    if not drafts:
        raise Refused("公開する下書きがありません。一つ選んでください。")
    for draft in drafts:
        if draft.ended_at is not None or seen.get(draft.code) != draft.n:
            raise Refused("見ている間に、下書きが変わりました。もう一度、中身をお確かめください。")
        if moved(draft, version):
            raise Refused(
                "「%(name)s」は、下書きを始めたあとで新しい版になりました。下書きの画面で、両方の文をお確かめください。",
                name=draft.name,
            )


def _publish(
    version: CurriculumVersion,
    read: Curriculum,
    checked: Checked | None,
    *,
    why: str,
    by: Actor,
    now: datetime,
) -> CurriculumVersion:
    reason = " ".join(why.split())
    if not reason:
        raise Refused("変えたわけを、一文で書いてください。")
    if len(reason) > LONGEST_WHY:
        raise Refused("変えたわけは、%(most)d字までで書いてください。", most=LONGEST_WHY)
    queries.refuse_unless_may_publish(version.curriculum, by=by)
    if read.key != version.curriculum.key:
        raise Refused(
            "教材のkeyは変えられません。「%(key)s」にもどしてください。", key=version.curriculum.key
        )
    made = publish(
        read,
        by=by,
        now=now,
        pictures=checked.pictures if checked else {},
        origin=Origin.BROWSER,
        made_from=(version.hash,),
    )
    if made.number == version.number:
        raise Refused("いま使っている版と同じです。変わったところがありません。")
    db.session.add(Publication(version_id=made.id, by_id=by.person_id, why=reason))
    db.session.flush()
    return made
