"""A learner or a relative asks on the public pages: it becomes a request, and the office rings."""

from datetime import datetime, timedelta

from sqlalchemy import select

from tutor import phone
from tutor.actor import Actor
from tutor.database import db
from tutor.messaging.actions import notify
from tutor.messaging.channels import choose
from tutor.people.models import Person
from tutor.phone import NumberKind
from tutor.visit_requests import queries, rules
from tutor.visit_requests.intake import Call, take_call
from tutor.visit_requests.models import OwnRequestDraft, VisitRequest
from tutor.visit_requests.rules import Missing

ABOUT = "visit_request"
RECEIVED, CALL = "own_request_received", "own_request_call"
HEARD_WITHIN = timedelta(days=2)
"""A confirmation that comes later only puzzles."""
RUNG_WITHIN = timedelta(days=14)
# What staff say on the telephone: {what}, and in CONSENT who asked.
WORDS = {
    Missing.PLACE: "うかがう場所",
    Missing.ADDRESS: "番地",
    Missing.HALF_DAYS: "来てほしい半日",
    Missing.GOAL: "できるようになりたいこと",
}
ASK = "{what}を教えてください。"
CONSENT = (
    "{who}様からのお申し込みです。ご本人も習いたいか、"
    "{who}様に日時などを知らせてよいかを、ご本人に聞いてください。"
)
NO_NUMBER = "ご本人の電話番号も聞いてください。"
NONE_LEFT = "今年度の訪問は残っていません。順番をお待ちいただくことをお伝えください。"


def take_own(draft: OwnRequestDraft, call: Call, *, by: Actor, now: datetime) -> VisitRequest:
    """Pressed twice is one request. What was typed is emptied: it is a request now."""
    held = select(OwnRequestDraft.id).where(OwnRequestDraft.id == draft.id).with_for_update()
    db.session.execute(held)
    db.session.refresh(draft)
    if draft.request is not None:
        return draft.request
    taken = take_call(call, by=by, now=now)
    draft.request, draft.answers = taken, "{}"
    db.session.flush()
    _tell(taken, now=now)
    return taken


def must_ring(request: VisitRequest) -> bool:
    return bool(to_ask(request))


def to_ask(request: VisitRequest) -> str:
    """What only the telephone can settle; nothing when the request says all there is to know."""
    learner, asker = request.people[0].person, request.asked_by
    left = rules.visits_left(request.programme.visits_agreed, queries.visits_booked(request.programme_id))
    said = [NONE_LEFT] if left <= 0 else []
    if request.missing:
        said.append(ASK.format(what="、".join(WORDS[one] for one in request.missing)))
    if asker is not None:
        said.append(CONSENT.format(who=asker.family_name))
    if not learner.contacts:
        said.append(NO_NUMBER)
    return "".join(said)


def shown_code(request: VisitRequest) -> str:
    """In groups, as it is read over the telephone."""
    return f"{request.code[:4]}-{request.code[4:]}"


def _tell(request: VisitRequest, *, now: datetime) -> None:
    """One call to whoever must be asked; a text to whoever asked, if that telephone takes one."""
    learner, asker, asked = request.people[0].person, request.asked_by, to_ask(request)
    who_asked = asker or learner
    if asked:
        ring = learner if learner.contacts or asker is None else asker
        _owe(request, ring, CALL, {"body": asked}, within=RUNG_WITHIN, ring=True, now=now)
    if not asked or _takes_texts(who_asked):
        _owe(request, who_asked, RECEIVED, {}, within=HEARD_WITHIN, ring=False, now=now)


def _owe(
    request: VisitRequest,
    whom: Person,
    purpose: str,
    fields: dict[str, str],
    *,
    within: timedelta,
    ring: bool,
    now: datetime,
) -> None:
    city = request.programme.municipality
    notify(
        [whom],
        purpose=purpose,
        about_kind=ABOUT,
        about_id=request.id,
        occasion="asked",
        fields={"code": shown_code(request), "office_phone": phone.shown(city.telephone)} | fields,
        municipality_id=city.id,
        not_before=now,
        not_after=now + within,
        ring=ring,
        now=now,
    )


def _takes_texts(person: Person) -> bool:
    point, _ = choose(contact.contact_point for contact in person.contacts)
    return point is not None and point.kind is NumberKind.MOBILE
