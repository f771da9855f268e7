"""Versions on the desk: what is there, what changed, taken over by decision, out and in as a file."""

import io
from dataclasses import replace

import pytest

from tests import make
from tests.curriculum.package.bags import bag, small
from tests.curriculum.small_curriculum import MAIN_TEXT, UNIT_TEXT, changed
from tests.curriculum.test_unit_asks import FACT, with_fact
from tests.web import enter
from tutor.actor import WORKER, Role
from tutor.curriculum import queries
from tutor.curriculum.actions import publish
from tutor.curriculum.models import Curriculum, CurriculumVersion
from tutor.curriculum.reader import read_files
from tutor.curriculum.stored import content_hash
from tutor.database import db
from tutor.jobs.models import Job
from tutor.learning.actions import enrol
from tutor.learning.models import Enrolment

FIRST = small(with_fact(FACT.replace("2027-04-01", "2026-04-01")))
LATER = small(changed(UNIT_TEXT, "もどれます。", "いつでももどれます。"))
OTHER = small(changed(UNIT_TEXT, "もどれます。", "すぐにもどれます。"))


def published(files) -> None:
    publish(read_files(files), by=WORKER, now=make.NOW)
    db.session.commit()


@pytest.fixture
def scene(app, client):
    """A coordinator of the only city; somebody learns by the first version and has a lesson."""
    with app.app_context():
        place = make.municipality(name="いちのせき市")
        programme = make.programme(place, name="訪問")
        published(FIRST)
        learner = make.learner(place)
        enrol(learner, curriculum_key="small", by=WORKER, now=make.NOW)
        make.lesson((), (learner,), programme=programme)
        enter.as_staff(client, Role.COORDINATOR, place)
        return learner.person.code, programme.code


def page(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def hand_in(client, source: io.BytesIO, **fields):
    return client.post("/office/curricula", data={"file": (io.BytesIO(source.getvalue()), "x.zip"), **fields})


def hash_of(files) -> str:
    return content_hash(read_files(files))


def test_list_and_page_say_version_units_learners_and_what_is_overdue(client, scene):
    listed, one = page(client, "/office/curricula"), page(client, "/office/curricula/small")

    assert "小さな教材" in listed
    assert "見直す日がすぎたもの 1" in listed
    for text in (
        "第1版",
        "1人",
        "見直す日がすぎました",
        "受付は17時まで",
        "さわる",
        "いちのせき市 訪問の全員を",
    ):
        assert text in one


def test_training_of_tutors_is_taken_over_for_no_programme(app, client, scene):
    main = changed(MAIN_TEXT, 'language = "ja"', 'language = "ja"\naudience = "tutors"')
    with app.app_context():
        published(small(main=main))

    one = page(client, "/office/curricula/small")

    assert "第2版" in one
    assert "受講中の方" not in one
    assert "いちのせき市 訪問の全員を" not in one


def test_the_page_says_what_the_town_still_has_to_write_and_where(app, client, scene):
    assert "市で書く所" not in page(client, "/office/curricula/small")
    with app.app_context():
        text = changed(UNIT_TEXT, "もどれます。", "〔市で書く：電話〕と〔市で書く：時間〕です。")
        published(small(text))

    one = page(client, "/office/curricula/small")

    assert "2か所" in one
    assert "電話、時間" in one
    assert 'href="/office/drafts?curriculum=small#unit-1"' in one
    assert 'id="unit-1"' in page(client, "/office/drafts?curriculum=small")


def test_what_changed_since_a_version_is_said(app, client, scene):
    with app.app_context():
        published(LATER)

    said = page(client, "/office/curricula/small/changes/1")

    assert "第1版から第2版まで" in said
    assert "ページ「もどる」の文が変わりました。" in said
    assert client.get("/office/curricula/small/changes/9").status_code == 404
    assert client.get("/office/curricula/big").status_code == 404


def test_one_learner_goes_on_by_the_new_version(app, client, scene):
    url = f"/office/people/{scene[0]}/version"
    assert "いちばん新しい版です" in page(client, url)
    with app.app_context():
        published(LATER)

    said = page(client, url)
    assert "ページ「もどる」の文が変わりました。" in said
    answer = client.post(url, data={"curriculum": "small", "number": "2"})

    assert (answer.status_code, answer.location) == (303, url)
    assert "第2版で続けます" in page(client, url)


@pytest.mark.parametrize(("number", "code"), [("1", 409), ("", 409)])
def test_a_version_that_was_not_shown_is_not_taken_over(app, client, scene, number: str, code: int):
    with app.app_context():
        published(LATER)

    refused = client.post(
        f"/office/people/{scene[0]}/version", data={"curriculum": "small", "number": number}
    )
    for_all = client.post(f"/office/curricula/small/programmes/{scene[1]}", data={"number": number})

    assert (refused.status_code, for_all.status_code) == (code, code)
    with app.app_context():
        assert db.session.query(Enrolment).one().version.number == 1
        assert db.session.query(Job).count() == 0


def test_all_of_a_programme_are_asked_for_once_after_the_differences_were_shown(app, client, scene):
    url = f"/office/curricula/small/programmes/{scene[1]}"
    assert "前の版で受講中の方は、いません" in page(client, url)
    with app.app_context():
        published(LATER)

    said = page(client, url)
    assert "前の版で受講中の方は、1人です。" in said
    assert "ページ「もどる」の文が変わりました。" in said
    answers = [client.post(url, data={"number": "2"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    with app.app_context():
        assert [job.kind for job in db.session.query(Job)] == ["take_over_version"]
    assert "この画面を閉じても続きます" in page(client, url)
    part = client.get(url, headers={"HX-Request": "true"}).get_data(as_text=True)
    assert part.lstrip().startswith('<div id="job"')


def test_a_programme_of_another_city_is_not_there(app, client, scene):
    with app.app_context():
        other = make.programme(make.municipality()).code

    assert client.get(f"/office/curricula/small/programmes/{other}").status_code == 404


def test_a_version_goes_out_as_a_file_and_is_taken_in_again(app, client, scene):
    answer = client.get("/office/curricula/small/1.zip")

    assert answer.headers["Content-Disposition"] == "attachment; filename=small-1.zip"
    taken = hand_in(client, io.BytesIO(answer.data))
    assert (taken.status_code, taken.location) == (303, "/office/curricula/small")
    assert "何も変わりません" in page(client, "/office/curricula/small")


def test_what_was_made_from_the_version_here_becomes_the_next(app, client, scene):
    answer = hand_in(client, bag(LATER, made_from=(hash_of(FIRST),)))

    assert answer.status_code == 303
    assert "第2版になりました" in page(client, "/office/curricula/small")


def test_a_conflict_is_shown_and_taken_by_decision_only(app, client, scene):
    with app.app_context():
        published(LATER)

    answer = hand_in(client, bag(OTHER, made_from=(hash_of(FIRST),)))

    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "これのもとになった版ではありません" in text
    assert "ページ「もどる」の文が変わりました。" in text
    assert 'name="over"' in text
    with app.app_context():
        assert queries.newest("small").number == 2
    assert hand_in(client, bag(OTHER), over="1").status_code == 303
    with app.app_context():
        assert queries.newest("small").number == 3


@pytest.mark.parametrize("data", [b"", b"PK", b"x" * 1000])
def test_what_is_no_package_is_refused_with_a_sentence(app, client, scene, data: bytes):
    answer = hand_in(client, io.BytesIO(data))

    assert answer.status_code == 422
    assert "教材のファイル" in answer.get_data(as_text=True)
    with app.app_context():
        assert db.session.query(CurriculumVersion).count() == 1


def test_nothing_chosen_is_said(client, scene):
    assert "えらんでください" in client.post("/office/curricula", data={}).get_data(as_text=True)


def test_an_upload_of_200_megabytes_is_refused_before_it_is_read(client, scene):
    answer = client.post(
        "/office/curricula",
        input_stream=io.BytesIO(b"x"),
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": "200000000"},
    )

    assert answer.status_code == 413
    assert "大きすぎます" in answer.get_data(as_text=True)


def test_what_all_cities_share_is_taken_in_by_whoever_has_all_of_them(app, client, scene):
    with app.app_context():
        make.municipality()
        db.session.commit()

    answer = hand_in(client, bag(LATER, made_from=(hash_of(FIRST),)))

    assert answer.status_code == 422
    assert "ほかの市でも使っています" in answer.get_data(as_text=True)


def test_what_is_another_citys_own_is_not_there(app, client, scene):
    with app.app_context():
        theirs = replace(
            read_files(small(main=changed(MAIN_TEXT, 'key = "small"', 'key = "theirs"'))), skills=()
        )
        publish(theirs, by=WORKER, now=make.NOW)
        db.session.query(Curriculum).filter_by(key="theirs").one().municipality_id = make.municipality().id
        db.session.commit()

    assert "theirs" not in page(client, "/office/curricula")
    for path in ("", "/changes/1", "/1.zip", f"/programmes/{scene[1]}"):
        assert client.get(f"/office/curricula/theirs{path}").status_code == 404
