"""Every address, every role: the other city's codes are not there, and no input is answered with 500."""

from dataclasses import dataclass, field

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from config import ROOT
from tests import make
from tests.web import enter
from tutor.actor import WORKER, Role
from tutor.curriculum.actions import publish
from tutor.curriculum.queries import units_by_key
from tutor.curriculum.reader import read_curriculum
from tutor.database import db
from tutor.imports import waiting
from tutor.imports.actions import Handed, hand_in
from tutor.imports.checked import Checked, Kind
from tutor.inquiries.actions import Heard, write_down
from tutor.inquiries.models import Purpose
from tutor.jobs import actions as jobs
from tutor.learning import actions as learning
from tutor.lessons.models import StaffingOffer
from tutor.matching.models import Plan, PlanState, PlanVisit
from tutor.messaging.models import Channel, Message, MessagePerson, MessageState
from tutor.messaging.wording import load_wordings
from tutor.office.models import Municipality
from tutor.people.models import PhoneKind, Support
from tutor.visit_requests.actions import Asked, take
from tutor.visit_requests.rules import MORNING, HalfDay
from tutor.web.guards import rule_of

# Nothing there belongs to anybody.
OPEN = {"start.card_link", "static", "tutors.calendar_ics", "families.question", "families.answer"}
# Of which week or day: a part of the board asks for it.
WHICH = {"week": "2026-11-23", "day": "2026-11-24"}
NONSENSE = ("9" * 40, "%00", "あ", "..%2f" * 50)


@dataclass
class City:
    """One thing of each kind, by the endpoints whose address names it."""

    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    code5: str = ""


def fill(app: Flask, content) -> City:
    city = make.municipality()
    version = publish(content, by=WORKER, now=make.NOW)
    learner = make.learner(city, phone=None)
    helper = make.person("090-1234-0001")
    support = make.add(
        Support(created_at=make.NOW, supporter_id=helper.id, learner_id=learner.person_id, relation="娘")
    )
    programme = make.programme(city)
    student = make.tutor(household=make.household(make.town(city)))
    lesson = make.lesson((make.tutor(), student), (learner,), programme=programme, starts_at=make.NOW)
    asked_tutor = make.add(
        StaffingOffer(
            lesson=lesson,
            tutor=student,
            asked_at=make.NOW,
            starts_at=lesson.starts_at,
            until=make.NOW.replace(hour=8),
        )
    )
    learning.enrol(learner, curriculum_key=content.key, by=WORKER, now=make.NOW)
    unit = next(iter(units_by_key(version).values()))
    homework = learning.give_homework(learner, unit=unit, lesson=lesson, due_on=None, by=WORKER, now=make.NOW)
    asked = Asked(
        form_key=f"form-{city.id}",
        programme=programme,
        people=[learner.person],
        phone_kind=PhoneKind.ANDROID,
        goal="写真",
        wishes=[HalfDay(*MORNING, weekday=1)],
        household=learner.person.household,
    )
    request = take(asked, by=WORKER, now=make.NOW)
    job = jobs.ask(
        "solve_week",
        dedupe=f"{city.id}:2026-11-30",
        arguments={},
        municipality_id=city.id,
        by=WORKER,
        now=make.NOW,
    )
    plan = make.add(a_plan(city, request))
    where = waiting.folder(app.extensions["settings"].instance)
    file = Handed.of_job(hand_in(b"x", Kind.PEOPLE, city, where=where, by=WORKER, now=make.NOW))
    waiting.keep_preview(where, file.code, Checked(), now=make.NOW)
    call = make.add(a_call(city, lesson))
    heard = Heard(form_key=f"call-{city.id}", municipality_id=city.id, purpose=Purpose.QUESTION)
    written = write_down(heard, by=WORKER, now=make.NOW)
    make.add(MessagePerson(message_id=call.id, person_id=learner.person_id))
    db.session.flush()
    return City(
        {
            "lessons": {"code": lesson.code, "person_code": learner.person.code, "offer": asked_tutor.code},
            "requests": {"code": request.code},
            "reception": {"code": request.code},
            "people": {
                "code": learner.person.code,
                "supporter": helper.code,
                "support": str(support.id),
                "other": helper.code,
            },
            "jobs": {"code": job.code},
            "tutors": {"code": student.person.code},
            "offers": {"code": asked_tutor.code},
            "files": {"code": job.code},
            # Whose letter is said by a field: tests/web/papers asks for the other city's learner.
            "papers": {"name": "letter"},
            "plans": {"code": plan.code, "visit": request.code},
            "held": {"code": request.code},
            "imports": {"code": file.code},
            "calls": {"uid": call.uid},
            "log": {"code": written.code},
            "venues": {"code": make.venue(learner.person.household.town).code},
            "homework": {"code": homework.code},
        },
        city.code5,
    )


def a_plan(city, request) -> Plan:
    return Plan(
        created_at=make.NOW,
        municipality_id=city.id,
        week=make.MONDAY,
        state=PlanState.DRAFT,
        problem_hash="0" * 64,
        engine="test",
        seed=1,
        seconds=0,
        objective=0,
        visits=[PlanVisit(request=request, request_version=request.version)],
    )


def a_call(city, lesson) -> Message:
    return Message(
        created_at=make.NOW,
        municipality_id=city.id,
        purpose="lesson_booked",
        wording_key="lesson_booked",
        wording_n=1,
        language="ja",
        channel=Channel.STAFF_CALL,
        about_kind="lesson",
        about_id=lesson.id,
        dedupe_key=f"call-{city.id}",
        body="お電話ください",
        not_before=make.NOW,
        not_after=make.NOW.replace(hour=23),
        state=MessageState.DUE,
    )


@pytest.fixture(scope="module")
def content():
    return read_curriculum(ROOT / "curricula" / "sumaho")


@pytest.fixture
def cities(app, client, content):
    """Ours, in which everybody below is at home; and theirs."""
    with app.app_context():
        load_wordings(make.NOW)
        ours, theirs = fill(app, content), fill(app, content)
        db.session.commit()
    return ours, theirs


def browsers(app: Flask, code5: str) -> dict[str, FlaskClient]:
    found = {"nobody": app.test_client()}
    with app.app_context():
        place = db.session.query(Municipality).filter_by(code5=code5).one()
        for role in (Role.COORDINATOR, Role.RECEPTION, Role.OFFICER):
            found[role.value] = app.test_client()
            enter.as_staff(found[role.value], role, place)
        found["tutor"] = app.test_client()
        enter.as_person(found["tutor"], make.tutor().person)
        found["learner"] = app.test_client()
        enter.with_card(found["learner"], make.learner(place))
    return found


def rules_with_codes(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.arguments and rule.endpoint not in OPEN]


def address(rule: Rule, city: City) -> str:
    """The rule's address with that city's codes; the folder before the code says what it names."""
    kind = next(part for part in reversed(rule.rule.split("<")[0].strip("/").split("/")) if part)
    values = city.codes[kind if kind in city.codes else rule.endpoint.split(".")[0]]
    path = rule.rule
    for name in rule.arguments:
        path = path.replace(f"<{name}>", values[name])
    return path


def send(client: FlaskClient, rule: Rule, path: str):
    method = "POST" if "POST" in rule.methods else "GET"
    return client.open(path, method=method, data={"code5": "x"} if method == "POST" else None)


def test_other_citys_codes_are_not_there_for_anybody(app, cities):
    ours, theirs = cities
    for who, browser in browsers(app, ours.code5).items():
        for rule in rules_with_codes(app):
            answer = send(browser, rule, address(rule, theirs))
            went_in = answer.status_code == 303 and answer.location in {"/enter", "/card"}
            assert answer.status_code in {403, 404} or went_in, (who, rule.rule, answer.status_code)


def test_own_citys_codes_are_there_for_its_coordinator(app, cities):
    """Without this the test above would pass on addresses that never work."""
    ours, _ = cities
    coordinator = browsers(app, ours.code5)["coordinator"]
    for rule in rules_with_codes(app):
        if rule.endpoint.startswith("coordinator.") and "GET" in rule.methods:
            assert send(coordinator, rule, address(rule, ours)).status_code == 200, rule.rule


def test_pages_without_codes_open_for_whom_they_are(app, cities):
    ours, _ = cities
    found = browsers(app, ours.code5)
    pages = [one for one in app.url_map.iter_rules() if not one.arguments and "GET" in one.methods]
    for rule in pages:
        answer = at_home(app, found, rule).get(rule.rule, query_string={"city": ours.code5, **WHICH})
        assert answer.status_code in {200, 303}, (rule.rule, answer.status_code)
    assert len(pages) > 30


def at_home(app: Flask, found: dict[str, FlaskClient], rule: Rule) -> FlaskClient:
    """Somebody whom the rule lets in: for all others the guard answers before the view is reached."""
    with app.app_context():
        allowed = rule_of(rule.endpoint)
    return found[next(iter(allowed.roles)).value] if allowed.roles else found["nobody"]


def test_no_address_answers_nonsense_with_500(app, cities):
    """The checking client fails on any 500."""
    ours, _ = cities
    found = browsers(app, ours.code5)
    for rule in rules_with_codes(app):
        for nonsense in NONSENSE:
            path = rule.rule
            for name in rule.arguments:
                path = path.replace(f"<{name}>", nonsense)
            send(at_home(app, found, rule), rule, path)


FIELDS = (
    "code", "person", "came", "cause", "mark", "key", "note", "again", "name", "day", "time", "reason",
    "telephone", "minutes", "programme", "venue", "tutor", "learner", "wish", "state", "week", "city",
    "seconds", "page", "choice", "question", "answer", "version", "born_year", "relation", "scope",
    "on", "at", "half", "because", "mark", "pinned", "best", "tutor_row",
    "family_1", "goal", "town", "address", "phone_kind", "form_key", "size", "next", "number", "password",
    "first", "last", "part", "purpose", "ring_time", "ring_day", "unmet", "way", "call", "text",
    "chosen", "act", "to_day",
    "seats", "loan_phones", "pin", "koaza", "hall", "postcode", "request",
    "until",
)  # fmt: skip


@pytest.mark.parametrize("value", ["", "9" * 40, "\x00", "あ" * 500, "-1", "2026-99-99"])
def test_no_form_answers_nonsense_with_500(app, cities, value):
    ours, _ = cities
    form, found = dict.fromkeys(FIELDS, value), browsers(app, ours.code5)
    for rule in app.url_map.iter_rules():
        if rule.endpoint in {"static", "start.leave"}:
            continue
        path = address(rule, ours) if rule.arguments and rule.endpoint not in OPEN else rule.rule
        browser, path = at_home(app, found, rule), path.replace("<code>", "ABCDE12345")
        if "POST" in rule.methods:
            browser.post(path, data=form)
        else:
            # An address of half a megabyte costs a second to write, and no browser sends one.
            browser.get(path, query_string=dict.fromkeys(FIELDS, value[:60]))
