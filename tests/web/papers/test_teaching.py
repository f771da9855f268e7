"""Papers to learn from: handouts, booklets, certificates, family packs, plans."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests import make, pdf
from tests.curriculum.plain_content import curriculum, skill, stage, unit
from tests.study import training_scene
from tests.web import enter
from tutor.actor import WORKER, Role
from tutor.cli import working
from tutor.curriculum.actions import publish
from tutor.curriculum.content import Course, Page, PhoneSteps, UnitText
from tutor.curriculum.queries import unit_by_key
from tutor.database import db
from tutor.jobs.models import Job
from tutor.learning import actions as learning
from tutor.learning.rules import MarkSource
from tutor.lessons.models import Came, LessonKind, LessonState
from tutor.people.models import PhoneKind
from tutor.study.models import Share

STEPS = tuple(PhoneSteps(phone, f"1. {phone}の手順") for phone in ("iphone", "android", "rakuraku"))
TOUCH = unit("touch", 1, "tap", "home")
PAGES = (Page("ひらく", "はじめの文", STEPS, "あわてないで", "3番の欄"), *TOUCH.pages[1:])
ENGLISH = UnitText("en", "Touch it", "", (), TOUCH.exercise, "", (), "")
CONTENT = replace(
    curriculum(
        (skill("tap", core=True), skill("home"), skill("call", 1)),
        stages=(stage(0), stage(1, 0)),
        units=(replace(TOUCH, pages=PAGES, texts=(ENGLISH,)), unit("talk", 2, "call", stage=1)),
        key="sumaho",
    ),
    courses=(Course("two", "二日の講座", (("touch",), ("talk", "touch"))),),
)


@pytest.fixture
def scene(app, client):
    """A learner with an iPhone who has reached stage 0, and a class of two dates that is over."""
    with app.app_context():
        version = publish(CONTENT, by=WORKER, now=make.NOW)
        city = make.municipality(name="川岸市")
        learner = make.learner(city, phone_kind=PhoneKind.IPHONE)
        learning.enrol(learner, curriculum_key="sumaho", by=WORKER, now=make.NOW)
        for key in ("tap", "home"):
            given = {"source": MarkSource.TUTOR, "lesson": None, "by": WORKER, "now": make.NOW}
            learning.mark(learner, skill_key=key, value=3, client_key=key, **given)
        learning.give_homework(
            learner, unit=unit_by_key(version, "touch"), lesson=None, due_on=None, by=WORKER, now=make.NOW
        )
        programme = make.programme(city)
        hall = make.venue(make.town(city), name="山目公民館")
        dates = [
            make.lesson(
                (), (learner,), kind=LessonKind.CLASS, venue=hall, seats=9, title="秋の教室",
                programme=programme, starts_at=make.NOW - timedelta(days=days),
            )
            for days in (9, 2)
        ]  # fmt: skip
        visit = make.lesson((make.tutor(),), (learner,), programme=programme)
        enter.as_staff(client, Role.COORDINATOR, city)
        person = learner.person
        return {
            "person": person.code,
            "name": person.name,
            "lesson": dates[0].code,
            "dates": [one.id for one in dates],
            "visit": visit.code,
        }


def text(client, name, status=200, **asked):
    answer = client.get(f"/office/papers/{name}", query_string=asked)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def test_handout_has_the_steps_of_ones_own_telephone_the_exercise_and_the_office(client, scene):
    shown = text(client, "handout", unit="touch", person=scene["person"])

    for part in (
        "iphoneの手順",
        "3番の欄",
        "あわてないで",
        "れんしゅう",
        "じぶんの手順",
        "0191-21-8633",
        scene["name"],
    ):
        assert part in shown
    assert "androidの手順" not in shown


def test_handout_says_what_to_do_on_the_paper_form_after_the_steps_as_a_screen_does(client, scene):
    shown = text(client, "handout", unit="touch", person=scene["person"])

    assert shown.index("iphoneの手順") < shown.index("3番の欄") < shown.index("あわてないで")


def test_handout_for_nobody_known_has_the_steps_of_all_telephones_or_of_the_one_asked_for(client, scene):
    everything, one = (
        text(client, "handout", unit="touch"),
        text(client, "handout", unit="touch", phone="rakuraku"),
    )

    assert "iphoneの手順" in everything
    assert "androidの手順" in everything
    assert "rakurakuの手順" in one
    assert "iphoneの手順" not in one


def test_handout_names_a_telephone_only_where_steps_differ_between_them(client, scene):
    assert "すべてのスマホ" in text(client, "handout", unit="touch")
    assert "すべてのスマホ" not in text(client, "handout", unit="talk")


def test_file_lends_its_units_and_the_paper_then_shows_their_code_beside_the_telephone(app, client, scene):
    before = text(client, "handout", unit="touch")
    for _ in range(2):
        client.post("/office/papers/handout", data={"unit": "touch"})
    with app.app_context():
        (code,) = db.session.scalars(db.select(Share.code))
    after = text(client, "handout", unit="touch")

    assert "写せないときの番号" not in before
    assert code in after
    assert "0191-21-8633" in after


def test_handout_is_in_the_language_asked_for_as_far_as_there_is_one(client, scene):
    assert "Touch it" in text(client, "handout", unit="touch", language="en")


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"unit": "gone"},
        {"unit": "touch", "phone": "nokia"},
        {"unit": "あ"},
        {"unit": "touch", "curriculum": "x"},
    ],
)
def test_handout_of_what_does_not_exist_is_not_there(client, scene, asked):
    text(client, "handout", 404, **asked)


def test_booklet_of_a_class_has_title_dates_hall_and_its_lessons_in_order(client, scene):
    shown = text(client, "booklet", course="two", lesson=scene["lesson"])

    for part in (
        "二日の講座",
        "令和8年11月13日(金)",
        "令和8年11月20日(金)",
        "山目公民館",
        "1回目",
        "2回目",
        "川岸市",
    ):
        assert part in shown
    assert shown.index("<td>単元touch") < shown.index("<td>単元talk")


def test_booklet_without_a_course_binds_every_unit(client, scene):
    shown = text(client, "booklet")

    assert "小さな教材" in shown
    assert "単元talk" in shown
    text(client, "booklet", 404, course="gone")


def test_certificate_says_what_somebody_can_do_the_day_and_who_says_so(client, scene):
    shown = text(client, "certificate", person=scene["person"])

    for part in ("修了証", scene["name"], "段階「段階0」まで", "tapができる", "令和8年11月22日<", "川岸市"):
        assert part in shown
    assert "callができる" not in shown


def test_certificate_before_the_first_stage_is_refused_in_a_sentence(app, client, scene):
    with app.app_context():
        beginner = make.learner(make.municipality())
        code = beginner.person.code
        enter.as_staff(client, Role.COORDINATOR, None)

    assert "段階を一つ終えた方" in text(client, "certificate", 409, person=code)


def attended(app, dates, *, came, state=LessonState.FINISHED):
    with app.app_context():
        for row in db.session.query(make.Attendance).filter(make.Attendance.lesson_id.in_(dates)):
            row.came, row.lesson.state = came, state
        db.session.commit()


def test_certificate_of_a_course_is_for_who_came_on_every_day_of_it(app, client, scene):
    asked = {"person": scene["person"], "lesson": scene["lesson"]}
    assert "まだ終わっていません" in text(client, "certificate", 409, **asked)
    attended(app, scene["dates"], came=Came.CAME)
    shown = text(client, "certificate", **asked)
    attended(app, scene["dates"][:1], came=Came.MISSED)

    assert "秋の教室" in shown
    assert "2回の講座を、すべて学びました。" in shown
    assert "すべてには来ていません" in text(client, "certificate", 409, **asked)


def test_family_pack_has_how_to_help_and_the_units_in_hand(client, scene):
    shown = text(client, "family", person=scene["person"])

    for part in ("ご家族の方へ", "スマホは、ご本人の手の中に", "単元touch", "iphoneの手順", "じぶんの手順"):
        assert part in shown
    assert "androidの手順" not in shown


def test_plan_of_a_lesson_names_three_units_and_why(client, scene):
    shown = text(client, "plan", lesson=scene["visit"])

    assert scene["name"] in shown
    assert "順番では、つぎの単元です。" in shown


def test_day_sheet_says_what_is_planned_for_a_visit(client, scene):
    assert "<b>計画</b> 単元talk、単元touch" in text(client, "day-sheets", day="2026-11-23")


def test_page_of_a_class_that_was_held_leads_to_the_certificates_of_who_came(app, client, scene):
    page = f"/office/lessons/{scene['lesson']}"
    link = f"/office/papers/certificate?person={scene['person']}&amp;lesson={scene['lesson']}"
    before = client.get(page).get_data(as_text=True)
    attended(app, scene["dates"], came=Came.CAME)

    assert link not in before
    assert link in client.get(page).get_data(as_text=True)


def test_tutor_prints_plan_and_units_of_own_lessons_and_nothing_else(app, client, scene):
    with app.app_context():
        lesson = db.session.query(make.Lesson).filter_by(code=scene["visit"]).one()
        enter.as_person(client, lesson.staffings[0].tutor.person)
    url = f"/tutor/lessons/{scene['visit']}/paper"

    assert "順番では" in client.get(url).get_data(as_text=True)
    handout = client.get(url, query_string={"name": "handout", "unit": "touch"}).get_data(as_text=True)
    assert "iphoneの手順" in handout
    assert client.get(url, query_string={"name": "ring-list"}).status_code == 404


def test_list_of_material_leads_to_each_paper_for_that_person(client, scene):
    shown = text(client, "teaching", person=scene["person"], phone="android")

    for part in ("name", "unit=touch", "course=two", f"person={scene['person']}", "phone=android"):
        assert part in shown
    assert "lesson=" in text(client, "teaching", lesson=scene["lesson"])


def test_training_of_tutors_is_offered_to_nobody_who_learns_and_is_not_lent(app, client, scene):
    with app.app_context():
        training_scene.published()
        db.session.commit()

    for whose in ({"person": scene["person"]}, {"lesson": scene["lesson"]}):
        assert "講師の研修" not in text(client, "teaching", **whose)
    assert "講師の研修" in text(client, "teaching")
    assert "単元manners" in text(client, "handout", curriculum="kenshu", unit="manners")
    asked = {"curriculum": "kenshu", "unit": "manners"}
    assert client.post("/office/papers/handout", data=asked).status_code == 303
    with app.app_context():
        assert db.session.query(Share).count() == 0


@pdf.needed
@pytest.mark.parametrize("name", ["booklet", "handout", "certificate"])
def test_file_is_made_by_a_job_that_says_how_far_it_is(app, client, scene, name):
    asked = {"unit": "touch", "person": scene["person"]}
    code = client.post(f"/office/papers/{name}", data=asked).location.rsplit("/", 1)[1]
    with app.app_context():
        assert working.do(code)
        done = db.session.query(Job).filter_by(code=code).one()
        assert (done.state, done.total) == ("done", 2 if name == "booklet" else 1)

    answer = client.get(f"/office/papers/files/{code}.pdf")
    assert answer.get_data().startswith(b"%PDF-")
    answer.close()
