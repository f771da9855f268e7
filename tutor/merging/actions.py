"""Two records of one person become one, in one transaction, each feature's rows by its own action."""

from datetime import datetime

from sqlalchemy import select

from tutor.access import adopting as access
from tutor.actor import Actor
from tutor.database import db
from tutor.errors import Refused
from tutor.inquiries import adopting as inquiries
from tutor.learning import adopting as learning
from tutor.lessons import adopting as lessons
from tutor.merging import queries
from tutor.messaging import adopting as messaging
from tutor.people import adopting as people
from tutor.people.adopting import Kept
from tutor.people.models import Person
from tutor.study import adopting as study
from tutor.visit_requests import adopting as requests


def merge(
    kept: Person, gone: Person, *, choice: Kept, versions: tuple[int, int], by: Actor, now: datetime
) -> None:
    """`gone` stays as a pointer: old papers and links lead to `kept`. Merged twice, it is done once."""
    _lock(kept, gone)
    if gone.merged_into_id == kept.id:
        return
    if kept is gone or gone.merged_into_id or kept.merged_into_id:
        raise Refused("この二つの記録は、まとめられません。画面を開き直して、お確かめください。")
    people.check(kept, gone, versions=versions)
    _refuse_what_stands_in_the_way(kept, gone)
    people.become_learner_like(kept, gone)
    people.take_values(kept, gone, choice)
    for feature in (access, messaging, lessons, requests, inquiries, study):
        feature.adopt(kept, gone)
    learning.adopt(kept, gone, now=now)
    people.adopt(kept, gone, by=by, now=now)
    db.session.expire_all()


def _lock(kept: Person, gone: Person) -> None:
    """In order of id, so that two who merge the same two the other way round wait for each other."""
    ids = select(Person.id).where(Person.id.in_((kept.id, gone.id))).order_by(Person.id)
    db.session.execute(ids.with_for_update())
    for one in (kept, gone):
        db.session.refresh(one)


def _refuse_what_stands_in_the_way(kept: Person, gone: Person) -> None:
    found = queries.in_the_way(kept, gone)
    if found.works_here:
        raise Refused("職員や学生講師の記録は、まとめられません。")
    if found.supports_other:
        raise Refused("一方が、もう一方の家族・代理人として記録されています。別の方として残します。")
    if found.lessons:
        raise Refused("二人は同じ時間のレッスンに出ています。同じ方なら、先にレッスンを直してください。")
    if found.requests:
        raise Refused("二人は同じ申込に入っています。同じ方なら、先に申込を取り下げてください。")
