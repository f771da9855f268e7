"""A city with one thing of each kind, its addresses, and a browser for each role."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests import make
from tests.curriculum.real import publish_sumaho
from tests.study import training_scene
from tests.web import enter
from tutor.actor import WORKER, Role
from tutor.authoring import actions as authoring
from tutor.authoring import slides
from tutor.curriculum.actions import publish
from tutor.curriculum.content import Curriculum
from tutor.curriculum.queries import units_by_key
from tutor.database import db
from tutor.imports import waiting
from tutor.imports.actions import Handed, hand_in
from tutor.imports.checked import Checked, Kind
from tutor.inquiries.actions import Heard, write_down
from tutor.inquiries.models import Purpose
from tutor.jobs import actions as jobs
from tutor.learning import actions as learning
from tutor.learning import placements
from tutor.learning.goals import asked as ask_goal
from tutor.learning.rules import MarkSource
from tutor.lessons.models import (
    Because,
    Lesson,
    LessonKind,
    Staffing,
    StaffingOffer,
    StaffingState,
)
from tutor.matching.models import Plan, PlanLesson, PlanState, PlanVisit
from tutor.office.models import Municipality
from tutor.people.models import PhoneKind, Support
from tutor.study.asking import ask
from tutor.study.sharing import share
from tutor.visit_requests.actions import Asked, take
from tutor.visit_requests.rules import MORNING, HalfDay
from tutor.web.guards import rule_of

# Nothing there belongs to anybody.
OPEN = {
    "start.card_link",
    "static",
    "tutors.calendar_ics",
    "families.question",
    "families.answer",
    "content.file",
    "sounds.file",
}
# Whoever has the code reads.
OPEN |= {"study.one", "study.turn", "study.answer", "study.end", "study.done", "study.face"}
# Of which week or day: a part of the board asks for it.
# And which text.
WHICH = {
    "week": "2026-11-23",
    "day": "2026-11-24",
    "key": "lesson_booked",
    "language": "ja",
    "channel": "sms",
    "unit": "sumaho/touch",
}


@dataclass
class City:
    """One thing of each kind, by the endpoints whose address names it."""

    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    code5: str = ""


def fill(app: Flask, content) -> City:
    city = make.municipality()
    version = publish_sumaho(content)
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
    learnt(learner, content, lesson)
    unit = next(iter(units_by_key(version).values()))
    learning.give_homework(learner, unit=unit, lesson=lesson, due_on=None, by=WORKER, now=make.NOW)
    wanted = {"page": 0, "text": "どこを押しますか", "form_key": f"ask-{city.id}"}
    question = ask(learner, unit, by=WORKER, now=make.NOW, **wanted)
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
    in_plan = a_class_of(plan, programme, learner.person.household.town, student)
    where = waiting.folder(app.extensions["settings"].instance)
    file = Handed.of_job(hand_in(b"x", Kind.PEOPLE, city, where=where, by=WORKER, now=make.NOW))
    waiting.keep_preview(where, file.code, Checked(), now=make.NOW)
    talk = slides.hand_in(
        lambda path: path.write_bytes(b"x"),
        curriculum_key=content.key,
        municipality_id=city.id,
        where=slides.folder(app.extensions["settings"].instance),
        by=WORKER,
        now=make.NOW,
    )
    begun = authoring.begin(version, "units/01-touch.md", municipality_id=city.id, by=WORKER, now=make.NOW)
    for hours in (48, 51):
        given_up(student, programme, starts_at=make.NOW + timedelta(hours=hours))
    call = make.staff_call(city, learner.person, about_kind="lesson", about_id=lesson.id)
    heard = Heard(form_key=f"call-{city.id}", municipality_id=city.id, purpose=Purpose.QUESTION)
    written = write_down(heard, by=WORKER, now=make.NOW)
    db.session.flush()
    return City(
        {
            "lessons": {
                "code": lesson.code,
                "person_code": learner.person.code,
                "offer": asked_tutor.code,
                "question": question.code,
            },
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
            "plans": {"code": plan.code, "visit": request.code, "lesson": in_plan.code},
            "held": {"code": request.code},
            "imports": {"code": file.code},
            "calls": {"uid": call.uid},
            "messages": {"uid": call.uid},
            "log": {"code": written.code},
            "venues": {"code": make.venue(learner.person.household.town).code},
            "units": {"curriculum": content.key, "unit": unit.key},
            "training": {"curriculum": own_training(city), "unit": "manners"},
            "curricula": {"key": own_curriculum(city), "number": "1", "code": programme.code},
            "plan": {"code5": city.code5},
            "greeting": {"code5": city.code5},
            "readings": {"code5": city.code5},
            "speech": {"code5": city.code5, "curriculum": content.key, "unit": unit.key},
            "slides": {"code": talk.dedupe},
            "drafts": {"code": begun.code},
            "shares": {"code": share(unit, city, by=WORKER, now=make.NOW).code},
        },
        city.code5,
    )


def own_curriculum(city: Municipality) -> str:
    """One that no other city sees."""
    key = f"own-{city.id}"
    version = publish(Curriculum(key, "市の教材", "ja", (), (), ()), by=WORKER, now=make.NOW)
    version.curriculum.municipality_id = city.id
    return key


def own_training(city: Municipality) -> str:
    """For the tutors of that city."""
    key = f"training-{city.id}"
    read = training_scene.content()
    units = tuple(replace(one, skills=(key,)) for one in read.units)
    skills = tuple(replace(one, key=key) for one in read.skills)
    version = publish(replace(read, key=key, skills=skills, units=units), by=WORKER, now=make.NOW)
    version.curriculum.municipality_id = city.id
    return key


def learnt(learner, content, lesson) -> None:
    """Two tutors saw one skill far apart, a wish is asked about, and a call about the beginning is open."""
    learner.goal = "孫に写真を送りたい"
    for row, value in zip(lesson.staffings, (4, 2), strict=True):
        learning.mark(
            learner,
            skill_key=content.skills[0].key,
            value=value,
            source=MarkSource.TUTOR,
            lesson=lesson,
            by=make.actor(Role.TUTOR, who=row.tutor.person),
            now=make.NOW,
            client_key=f"seen by {row.tutor_id}",
        )
    ask_goal(learner, met=False, because="送り先がまだない", by=WORKER, now=make.NOW)
    placements.begin(learner, curriculum_key=content.key, by=WORKER, now=make.NOW)


def given_up(student, programme, *, starts_at) -> None:
    """A lesson that the student cannot teach, and for which nobody has been found."""
    at_home = make.learner(programme.municipality, phone="0191-23-1111")
    lesson = make.lesson((make.tutor(),), (at_home,), programme=programme, starts_at=starts_at)
    when = {"starts_at": lesson.starts_at, "ends_at": lesson.ends_at, "live": True}
    why = {"state": StaffingState.RELEASED, "because": Because.CANNOT_COME}
    make.add(Staffing(lesson=lesson, tutor=student, **when, **why))
    make.staff_call(programme.municipality, at_home.person, about_kind="lesson", about_id=lesson.id)


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


def a_class_of(plan, programme, town, tutor) -> Lesson:
    at, hall = make.NOW + timedelta(days=3), make.venue(town)
    found = make.lesson(
        kind=LessonKind.CLASS, venue=hall, seats=9, programme=programme, starts_at=at, tutors_wanted=1
    )
    make.add(PlanLesson(plan=plan, lesson=found, starts_at=at, tutors=[tutor]))
    return found


def browsers(app: Flask, code5: str) -> dict[str, FlaskClient]:
    found = {"nobody": app.test_client()}
    with app.app_context():
        place = db.session.query(Municipality).filter_by(code5=code5).one()
        for role in (Role.COORDINATOR, Role.RECEPTION, Role.OFFICER):
            found[role.value] = app.test_client()
            enter.as_staff(found[role.value], role, place)
        found["tutor"] = app.test_client()
        enter.as_person(found["tutor"], make.tutor(household=make.household(make.town(place))).person)
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


def at_home(app: Flask, found: dict[str, FlaskClient], rule: Rule) -> FlaskClient:
    """Somebody whom the rule lets in: for all others the guard answers before the view is reached."""
    with app.app_context():
        allowed = rule_of(rule.endpoint)
    return found[next(iter(allowed.roles)).value] if allowed.roles else found["nobody"]
