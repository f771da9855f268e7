"""Papers in the browser and as files: what stands on them, who gets them, how long they stay."""

import json
import re
from datetime import timedelta

import pytest

from tests import make, pdf
from tests.web import enter
from tutor import paper
from tutor.access.models import Credential
from tutor.actor import Role
from tutor.cli import working
from tutor.database import db, writing
from tutor.jobs import files
from tutor.jobs.models import Job, JobState
from tutor.lessons.models import Lesson, LessonKind, LessonNote
from tutor.people.models import Person
from tutor.web.language import COOKIE


@pytest.fixture
def scene(app, client):
    """A visit tomorrow, a note from the last one, and somebody to ring."""
    with app.app_context():
        city = make.municipality()
        learner = make.learner(city, phone="0191-21-2121", goal="孫と写真をやりとりしたい")
        learner.person.household.way_note = "赤い鳥居の角を右"
        tutors = (make.tutor(phone="090-1111-2222"), make.tutor())
        programme = make.programme(city)
        make.lesson(tutors, (learner,), programme=programme)
        before = make.lesson(
            tutors, (learner,), programme=programme, starts_at=make.NOW - timedelta(days=7), live=False
        )
        before.attendances[0].came = "came"
        make.add(
            LessonNote(
                created_at=make.NOW,
                lesson=before,
                tutor=tutors[0],
                client_key="k",
                text="写真を送れるようになりました",
            )
        )
        make.staff_call(city, learner.person, body="明日の10時にうかがいます")
        codes = {
            "person": learner.person.code,
            "city": city.code5,
            "learner": learner.person.given_name,
            "tutor": tutors[0].person.name,
            "town": learner.person.household.town.name,
        }
        enter.as_staff(client, Role.COORDINATOR, city)
    return codes


def text(client, name, **asked):
    answer = client.get(f"/office/papers/{name}", query_string=asked)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_list_of_papers_leads_to_each_of_them(client, scene):
    listed = client.get("/office/papers/").get_data(as_text=True)

    for address in re.findall(r'href="(/office/papers/[^"]+)"', listed):
        assert client.get(address.replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize("name", ["wall", "day-sheets", "ring-list", "letter"])
def test_button_for_the_file_asks_for_the_paper_one_looks_at(client, scene, name, monkeypatch):
    monkeypatch.setattr(paper, "is_on", lambda: True)

    shown = text(client, name, person=scene["person"])

    assert f'action="/office/papers/{name}"' in shown


def test_wall_sheet_has_tutors_places_and_family_names_only(client, scene):
    shown = text(client, "wall", day="2026-11-25")

    assert scene["tutor"] in shown
    assert scene["town"] in shown
    assert "千葉様" in "".join(shown.split())
    assert scene["learner"] not in shown
    assert "0191-21-2121" not in shown


def test_day_sheet_says_which_way_whom_and_what_was_last_time(client, scene):
    shown = text(client, "day-sheets", day="2026-11-23")

    for part in ("赤い鳥居の角を右", "孫と写真を", "写真を送れるように", "0191-21-2121", "090-1111-2222"):
        assert part in shown


@pytest.mark.parametrize("front", ["", "{town}"])
def test_day_sheet_says_the_town_once_however_the_address_was_typed(app, client, scene, front):
    with app.app_context(), writing():
        home = db.session.query(Person).filter_by(code=scene["person"]).one().household
        home.address = front.format(town=scene["town"]) + "7番地"
        db.session.commit()

    shown = text(client, "day-sheets", day="2026-11-23")

    assert f"{scene['town']} <small>7番地</small>" in shown


def test_day_sheet_of_a_class_names_people_without_numbers_or_wishes(app, client, scene):
    with app.app_context(), writing():
        learner = db.session.query(Person).filter_by(code=scene["person"]).one().learner
        hall = make.venue(make.town(name="山目"), name="山目公民館")
        programme = db.session.query(Lesson).first().programme
        make.lesson(
            (make.tutor(),), (learner,), kind=LessonKind.CLASS, venue=hall, seats=9, title="写真の教室",
            programme=programme, starts_at=make.NOW + timedelta(days=2),
        )  # fmt: skip
        db.session.commit()

    shown = text(client, "day-sheets", day="2026-11-24")

    for part in ("写真の教室", "山目公民館", scene["learner"], "1人（9席）"):
        assert part in shown
    for part in ("0191-21-2121", "孫と写真を"):
        assert part not in shown


def test_day_without_lessons_says_so(client, scene):
    assert "出かける学生講師はいません" in text(client, "day-sheets", day="2026-12-24")


def test_ring_list_has_a_box_a_number_and_what_to_say(client, scene):
    shown = text(client, "ring-list")

    for part in ("明日の10時にうかがいます", "0191-21-2121", "すんだら印をつけます"):
        assert part in shown


def test_letter_names_day_tutors_and_office_and_shows_no_card(client, scene):
    shown = text(client, "letter", person=scene["person"])

    for part in ("令和8年11月23日(月)", "午前10時", scene["tutor"], "0191-21-8633"):
        assert part in shown
    assert "member-card-code" not in shown
    assert "カメラで写すと、電話をかけられる絵" in shown


def test_letter_is_in_its_readers_language_and_what_stands_beside_it_in_ours(client, scene, english):
    client.set_cookie(COOKIE, "en")

    shown = text(client, "letter", person=scene["person"])

    assert '<html lang="ja"' in shown
    assert "つぎのレッスンのお知らせ" in shown
    assert f'<a href="/office/people/{scene["person"]}">Back</a>' in shown


def test_letter_about_a_class_names_the_hall_and_nobody_comes(app, client, scene):
    with app.app_context(), writing():
        learner = db.session.query(Person).filter_by(code=scene["person"]).one().learner
        hall = make.venue(make.town(name="山目"), name="山目公民館", address="字桜町10-1", loan_phones=2)
        make.lesson(
            (), (learner,), kind=LessonKind.CLASS, venue=hall, starts_at=make.NOW + timedelta(hours=3)
        )
        db.session.commit()

    shown = text(client, "letter", person=scene["person"])

    assert "山目公民館" in shown
    assert "山目字桜町10-1" in shown
    assert "お持ちください。" in shown
    assert "うかがうのは" not in shown


def test_letter_speaks_the_learners_language_whatever_the_office_reads(client, scene):
    client.set_cookie("language", "en")

    assert "つぎのレッスンのお知らせ" in text(client, "letter", person=scene["person"])


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"day": "2026-13-45"}, 409),
        ({"day": "9" * 40}, 409),
        ({"day": "9999-12-31"}, 409),
        ({"city": "nowhere"}, 404),
    ],
)
def test_wrong_day_or_city_is_a_sentence(client, scene, asked, status):
    assert client.get("/office/papers/wall", query_string=asked).status_code == status


@pytest.mark.parametrize("name", ["nothing", "letter"])
def test_unknown_paper_or_a_letter_to_nobody_is_not_there(client, scene, name):
    assert client.get(f"/office/papers/{name}").status_code == 404
    assert client.post(f"/office/papers/{name}").status_code == 404


def test_learner_and_job_of_another_city_are_not_there(app, client, scene):
    job = client.post("/office/papers/wall", data={"city": scene["city"]}).location
    with app.app_context():
        stranger = app.test_client()
        enter.as_staff(stranger, Role.COORDINATOR, make.municipality())

    assert stranger.get("/office/papers/letter", query_string={"person": scene["person"]}).status_code == 404
    assert stranger.get("/office/papers/wall", query_string={"city": scene["city"]}).status_code == 404
    assert stranger.get(job).status_code == 404


def made(app, client, name, **form):
    """Asked for on the page, made as the worker would, fetched."""
    progress = client.post(f"/office/papers/{name}", data=form).location
    code = progress.rsplit("/", 1)[1]
    with app.app_context():
        assert working.do(code)
    return code


@pdf.needed
def test_file_is_made_outside_the_request_and_fetched(app, client, scene):
    code = made(app, client, "wall", day="2026-11-23", city=scene["city"])

    assert f"/office/papers/files/{code}.pdf" in client.get(f"/office/papers/jobs/{code}").get_data(
        as_text=True
    )
    answer = client.get(f"/office/papers/files/{code}.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.get_data().startswith(b"%PDF-")
    assert answer.headers["Cache-Control"] == "no-store"
    answer.close()


def test_file_that_is_not_made_yet_or_is_gone_is_a_sentence(app, client, scene):
    code = client.post("/office/papers/wall", data={"city": scene["city"]}).location.rsplit("/", 1)[1]

    assert client.get(f"/office/papers/files/{code}.pdf").status_code == 409
    with app.app_context():
        db.session.query(Job).filter_by(code=code).update({"state": JobState.DONE})
        db.session.commit()
    assert client.get(f"/office/papers/files/{code}.pdf").status_code == 409


def test_pressed_twice_is_one_job(client, scene):
    first, second = (client.post("/office/papers/wall", data={"city": scene["city"]}) for _ in range(2))

    assert first.location == second.location


@pdf.needed
def test_letter_with_a_new_card_ends_the_old_card_once_it_is_written(app, client, scene):
    code = made(app, client, "letter", person=scene["person"], card="new", seen="")

    with app.app_context():
        cards = db.session.query(Credential).filter_by(kind="card").all()
        assert [card.revoked_at for card in cards] == [None]
        job = db.session.query(Job).filter_by(code=code).one()
        assert job.state is JobState.DONE
        assert set(json.loads(job.arguments)) & {"secret", "code"} == set()


@pdf.needed
def test_second_letter_with_the_old_page_would_end_the_card_being_printed_so_it_is_refused(
    app, client, scene
):
    made(app, client, "letter", person=scene["person"], card="new", seen="")
    code = made(app, client, "letter", person=scene["person"], card="new", seen="")

    assert "たった今作られました" in client.get(f"/office/papers/jobs/{code}").get_data(as_text=True)
    with app.app_context():
        assert db.session.query(Credential).filter_by(kind="card").count() == 1


@pdf.needed
def test_worker_that_tidies_leaves_todays_files(app, client, scene, settings):
    files.forget_old(settings.instance, now=make.NOW + timedelta(days=2))  # of other tests
    made(app, client, "wall", city=scene["city"])

    assert files.forget_old(settings.instance, now=make.NOW) == 0
    assert files.forget_old(settings.instance, now=make.NOW + timedelta(days=2)) == 1
