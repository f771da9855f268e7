"""A unit behind a short code, without an account."""

import pytest

from tests import make
from tests.web import enter
from tests.web.learners.scene import give
from tests.web.study.scene import city_of
from tutor.access.models import Attempt
from tutor.actor import WORKER
from tutor.curriculum.queries import newest
from tutor.database import db, writing
from tutor.study.greeting import Greeted, greeting_of, keep_greeting
from tutor.study.models import Study

LAST = 4


def test_code_opens_the_unit_with_the_telephone_of_its_city(reader):
    text = reader.text()

    assert "カメラを開く" in text
    assert 'href="tel:0191218633"' in text
    assert "先生に聞きたい" not in text
    assert "once.js" not in text
    assert reader.count(Study) == 0


@pytest.mark.parametrize("typed", ["{0}", " {1} ", "{0}-", "＿{0}"])
def test_typed_code_is_read_kindly(reader, typed):
    answer = reader.client.post("/s", data={"code": typed.format(reader.code, reader.code.lower())})

    assert answer.location == reader.url


def test_start_page_has_a_box_for_the_code(reader):
    text = reader.text("/")

    assert 'action="/s"' in text
    assert 'name="code"' in text


def test_stranger_reads_on_tomorrow_by_a_word_in_a_cookie(reader):
    answer = reader.post("turn", page=1)

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("reader=")
    assert all(part in cookie for part in ("HttpOnly", "Path=/s", "SameSite=Lax"))
    assert "つぎの文" in reader.text()
    assert "カメラを開く" in reader.app.test_client().get(reader.url).get_data(as_text=True)
    assert reader.count(Study) == 1


def test_how_far_one_is_stays_in_one_piece_and_is_a_plain_sentence_to_a_screen_reader(reader):
    text = reader.text()

    assert f'<span class="nowrap">1／{LAST + 1}</span>' in text
    assert f'1／{LAST + 1}"></progress>' in text


def test_stranger_is_stopped_by_a_question_and_thanked_at_the_end(reader):
    reader.post("turn", page=LAST)
    assert "つぎへ" not in reader.text()
    asked = reader.post("answer", page=3, answer=0)
    assert "もう少しです" in reader.text(asked.location)
    reader.post("turn", page=LAST)

    answer = reader.post("end", how="done")

    assert "よくがんばりましたね。" in reader.text(answer.location)
    assert "カメラを開く" in reader.text()


def test_once_more_begins_at_the_first_page(reader):
    reader.post("turn", page=2)

    answer = reader.post("end", how="again")

    assert answer.location == reader.url
    assert "カメラを開く" in reader.text()


def test_closed_share_says_so_kindly_and_takes_nothing(reader):
    reader.close()

    answer = reader.client.get(reader.url)

    assert answer.status_code == 410
    assert "この教材の配布は、おわりました" in answer.get_data(as_text=True)
    assert "0191-21-8633" in answer.get_data(as_text=True)
    assert reader.client.post(f"{reader.url}/turn", data={"page": 1}).status_code == 409
    assert reader.count(Study) == 0


def test_wrong_code_offers_the_box_again(reader):
    answer = reader.client.get("/s/ZZZZZZ")

    assert answer.status_code == 404
    assert "見つかりませんでした" in answer.get_data(as_text=True)
    assert 'value="ZZZZZZ"' in answer.get_data(as_text=True)
    assert {reader.client.post(f"/s/ZZZZZZ/{verb}").status_code for verb in ("turn", "answer", "end")} == {
        404
    }


def test_many_wrong_codes_close_the_door_for_a_while(reader):
    for n in range(10):
        assert reader.client.get(f"/s/ZZZZZ{n}").status_code == 404

    assert reader.client.get(reader.url).status_code == 429
    assert reader.client.post(f"{reader.url}/turn").status_code == 429
    assert reader.count(Attempt) == 10


def test_member_who_learns_by_this_curriculum_goes_to_the_own_page(reader):
    with reader.app.app_context(), writing():
        learner = make.learner()
        give(learner, newest("sumaho"))
        enter.with_card(reader.client, learner)

    assert reader.client.get(reader.url).location == "/me/units/sumaho/camera"


def test_member_who_does_not_reads_as_anybody(reader):
    with reader.app.app_context():
        enter.with_card(reader.client, make.learner())

    assert "カメラを開く" in reader.text()


def test_known_face_greets_on_the_first_page_only(reader):
    with reader.app.app_context(), writing():
        city = city_of(reader)
        keep_greeting(city, Greeted("菅原 正", "情報課長", "ようこそ", b"face"), by=WORKER, now=make.NOW)
        db.session.commit()
        address = f"/faces/{greeting_of(city.id).picture_hash}"

    first, picture = reader.text(), reader.client.get(address)

    assert all(part in first for part in ("菅原 正", "情報課長", "「ようこそ」", address))
    assert (picture.data, picture.mimetype) == (b"face", "image/jpeg")
    assert "immutable" in picture.headers["Cache-Control"]
    assert "菅原 正" not in reader.text(reader.post("turn", page=1).location)
    assert reader.client.get("/faces/nothing").status_code == 404


@pytest.mark.parametrize("cookie", ["x" * 4000, "\\x00", "あ"])
def test_strange_cookie_reads_as_any_other(reader, cookie):
    reader.client.set_cookie("reader", cookie, path="/s")

    reader.post("turn", page=1)

    assert "つぎの文" in reader.text()
