"""The pages of voices: chosen, made, and a tutor's own."""

from io import BytesIO

import pytest

from tests import make
from tests.speech.test_own_voice import FRAME
from tests.web import enter
from tests.web.learners.scene import CAMERA, CONTENT
from tutor.actor import WORKER, Role
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.speech import sheets, voices
from tutor.speech.models import Audio, Recording, VoiceChoice
from tutor.study.rules import Sheet

TEXT = sheets.text_hash(sheets.said(CAMERA, Sheet("page"), phone="iphone"))


@pytest.fixture
def url(app, client):
    with app.app_context():
        publish(CONTENT, by=WORKER, now=make.NOW)
        place = make.municipality(name="いちのせき市")
        enter.as_staff(client, Role.COORDINATOR, place)
        db.session.commit()
        return f"/office/speech/{place.code5}"


def text_of(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def hand_in(client, url: str, data: bytes, text: str = TEXT):
    form = {"text": text, "file": (BytesIO(data), "rokuon.mp3")}
    return client.post(f"{url}/sumaho/camera", data=form, content_type="multipart/form-data")


def count(app, table) -> int:
    with app.app_context():
        return db.session.query(table).count()


def test_page_says_how_much_there_is_and_whose_voice_it_is(client, url):
    text = text_of(client, url)

    assert f"{len(sheets.every(CAMERA))}枚のうち" in text
    assert "MMDAgent" in text
    assert "CC BY 3.0" in text


@pytest.mark.skipif(voices.is_on(), reason="the extra is installed")
def test_without_the_extra_the_page_says_what_to_ask_for_and_refuses_kindly(client, url):
    text = text_of(client, url)

    assert "それまでは、スマホが自分の声で読みます。" in text
    assert "pyopenjtalk-plus==" in text
    assert "声を作る</button>" not in text
    answer = client.post(f"{url}/make", data={"curriculum": "sumaho"})
    assert answer.status_code == 409
    assert "部品" in answer.get_data(as_text=True)


def test_voice_is_chosen(app, client, url):
    answer = client.post(f"{url}/voice", data={"voice": "mei-low", "pace": "normal"})

    assert answer.status_code == 303
    with app.app_context():
        row = db.session.query(VoiceChoice).one()
        assert (row.voice, row.pace) == ("mei-low", "normal")


def test_own_recording_is_kept_for_its_sheet_heard_and_taken_back(app, client, url):
    assert hand_in(client, url, FRAME).status_code == 303
    text = text_of(client, f"{url}/sumaho/camera")
    assert "先生の声</span>" in text
    assert text.count("<audio") == 1
    assert "先生の声があるもの 1枚" in text_of(client, url)

    assert client.post(f"{url}/sumaho/camera/forget", data={"text": TEXT}).status_code == 303
    assert "<audio" not in text_of(client, f"{url}/sumaho/camera")
    assert (count(app, Audio), count(app, Recording)) == (0, 0)


@pytest.mark.parametrize("data", [b"", b"<html>", b"RIFFxxxxWAVE"])
def test_what_is_no_recording_is_said_beside_its_field(app, client, url, data):
    answer = hand_in(client, url, data)

    assert answer.status_code == 422
    assert f'href="#field-file-{TEXT[:12]}"' in answer.get_data(as_text=True)
    assert count(app, Recording) == 0


@pytest.mark.parametrize("text", ["", "b" * 64, "\x00"])
def test_sheet_that_the_unit_does_not_have_takes_no_recording(app, client, url, text):
    assert hand_in(client, url, FRAME, text).status_code == 404
    assert count(app, Recording) == 0


def test_sheet_with_steps_is_named_by_its_telephone(client, url):
    text = text_of(client, f"{url}/sumaho/camera")

    assert "<small>iPhone</small>" in text
    assert text.count("カメラを開く") > 3
