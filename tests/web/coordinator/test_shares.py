"""Units lent by a code, and the greeting of a known face."""

import re
from io import BytesIO

import pytest

from tests import make
from tests.study.test_faces import picture
from tests.web import enter
from tests.web.learners.scene import CONTENT
from tutor.actor import WORKER, Role
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.study.models import Greeting, Share


@pytest.fixture
def city(app, client):
    """A coordinator's; one unit is published."""
    with app.app_context():
        publish(CONTENT, by=WORKER, now=make.NOW)
        place = make.municipality(name="いちのせき市")
        enter.as_staff(client, Role.COORDINATOR, place)
        return place.code5


def page(client, url="/office/shares") -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def lend(client, city) -> str:
    answer = client.post("/office/shares", data={"unit": "sumaho/camera", "city": city})
    return answer.location.rpartition("#share-")[2]


def test_unit_is_lent_and_its_address_and_code_are_shown(client, city):
    code = lend(client, city)

    text = page(client)

    assert f"http://localhost/s/{code}" in text
    assert "読んだ方 0人" in text
    assert "写真をとる" in text
    assert lend(client, city) == code


def test_units_to_lend_stand_under_their_course_and_stage(client, city):
    label = f'<optgroup label="{CONTENT.title}　{CONTENT.stages[0].title}">'

    assert re.search(label + r'\s*<option value="sumaho/camera">', page(client))


def test_closed_share_leaves_the_list(client, city):
    code = lend(client, city)

    client.post(f"/office/shares/{code}/close")

    assert f"share-{code}" not in page(client)
    assert client.get(f"/s/{code}").status_code == 410


@pytest.mark.parametrize("unit", ["", "sumaho", "sumaho/nothing", "other/camera"])
def test_unit_that_does_not_exist_is_not_lent(app, client, city, unit):
    assert client.post("/office/shares", data={"unit": unit, "city": city}).status_code == 404
    with app.app_context():
        assert db.session.query(Share).count() == 0


def test_before_anything_is_published_the_page_says_whom_to_ask(app, client):
    with app.app_context():
        enter.as_staff(client, Role.COORDINATOR, make.municipality())

    assert "公開した教材が、まだありません。" in page(client)


def test_card_has_four_pictures_to_cut_with_the_code_beside_each(client, city):
    code = lend(client, city)

    text = page(client, f"/office/papers/share?share={code}")

    assert text.count("<svg") == 4
    assert text.count(f'<b class="share-code">{code}</b>') == 4
    assert "http://localhost/s" in text
    assert client.get("/office/papers/share?share=NOTHING").status_code == 404
    assert client.post("/office/papers/share", data={"share": code}).status_code == 303


def keep(client, city, **form):
    filled = {"name": "菅原 正", "post": "情報課長", "words": "ようこそ"} | form
    return client.post(f"/office/greeting/{city}", data=filled, content_type="multipart/form-data")


def test_greeting_is_kept_with_a_small_face_and_ended(app, client, city):
    answer = keep(client, city, picture=(BytesIO(picture((3000, 2000))), "me.jpg"))

    text = page(client, answer.location)
    address = re.search(r'src="(/faces/\w+)"', text)[1]
    assert client.get(address).data.startswith(b"\xff\xd8")
    assert 'value="菅原 正"' in text
    assert "菅原 正" in page(client)
    client.post(f"/office/greeting/{city}/end")
    with app.app_context():
        assert db.session.query(Greeting).count() == 0


def test_picture_that_is_none_is_refused_beside_its_field(app, client, city):
    answer = keep(client, city, picture=(BytesIO(b"MZ not a picture"), "me.jpg"))

    assert answer.status_code == 422
    assert "この写真は読み取れません。" in answer.get_data(as_text=True)
    assert keep(client, city).status_code == 409
    with app.app_context():
        assert db.session.query(Greeting).count() == 0


def send(client, address, data: bytes):
    """As a browser does, without the temporary files of the test client."""
    fields = {"name": "菅原 正", "words": "ようこそ"}
    head = "".join(
        f'--cut\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in fields.items()
    )
    head += '--cut\r\nContent-Disposition: form-data; name="picture"; filename="me.jpg"\r\n\r\n'
    body = head.encode() + data + b"\r\n--cut--\r\n"
    return client.post(address, data=body, content_type="multipart/form-data; boundary=cut")


def test_picture_may_be_larger_than_other_forms_but_not_without_end(client, city):
    own, large = f"/office/greeting/{city}", picture((600, 400)) + b"\0" * 3_000_000

    assert send(client, own, large).status_code == 303
    assert send(client, own, b"\0" * 9_000_000).status_code == 413
    assert send(client, "/office/shares", large).status_code == 413


def test_greeting_of_another_city_is_not_found(app, client, city):
    with app.app_context():
        other = make.municipality().code5
        db.session.commit()

    assert client.get(f"/office/greeting/{other}").status_code == 404
    assert keep(client, other).status_code == 404
