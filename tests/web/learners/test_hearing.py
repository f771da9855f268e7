"""The button 「聞く」: audio where there is some, else sentences for the browser's own voice."""

import pytest

from tests import make
from tests.web.learners import scene
from tutor.database import db, writing
from tutor.people.models import Learner
from tutor.speech.models import Audio, Origin, Reading, Recording
from tutor.speech.sheets import because, said, text_hash
from tutor.study.rules import Sheet

QUESTION = 3
MADE, OWN = "a" * 64, "b" * 64


def city(me) -> int:
    return db.session.get(Learner, me.learner).municipality_id


def put(me, lines: list[str], audio: str = MADE, origin: Origin = Origin.MADE) -> None:
    with me.app.app_context(), writing():
        if db.session.get(Audio, audio) is None:
            make.add(Audio(hash=audio, media_type="audio/mpeg", bytes=b"sound"))
        of_city = {"municipality_id": city(me), "text_hash": text_hash(lines)}
        make.add(Recording(origin=origin, audio_hash=audio, spoken_hash="", made_at=make.NOW, **of_city))
        db.session.commit()


def first_sheet() -> list[str]:
    return said(scene.CAMERA, Sheet("page"), phone="iphone")


def test_browser_gets_the_sentences_of_the_sheet_one_by_one(me):
    text = me.text(me.url)

    assert '<ul id="said" lang="ja" hidden><li>カメラを開く</li><li>はじめの文</li>' in text
    assert "<audio" not in text


def test_names_of_the_city_are_said_as_they_are_read_there(me):
    with me.app.app_context(), writing():
        row = Reading(municipality_id=city(me), written="文", spoken="フミ", changed_at=make.NOW)
        make.add(row)
        db.session.commit()

    assert "<li>はじめのフミ</li>" in me.text(me.url)


def test_sheet_with_audio_has_a_player_that_needs_no_script(me):
    put(me, first_sheet())

    text = me.text(me.url)

    assert f'<audio class="hear no-print" controls preload="none" src="/sounds/{MADE}"' in text
    assert 'class="speak' not in text
    assert "<audio" not in me.text(f"{me.url}?page=1")


@pytest.mark.parametrize("origins", [(Origin.MADE, Origin.OWN), (Origin.OWN, Origin.MADE)])
def test_a_persons_voice_wins_over_a_made_one(me, origins):
    for origin in origins:
        put(me, first_sheet(), {Origin.MADE: MADE, Origin.OWN: OWN}[origin], origin)

    assert f"/sounds/{OWN}" in me.text(me.url)


def test_kind_word_to_an_answer_is_heard_as_well(me):
    me.client.post(f"{me.url}/answer", data={"page": QUESTION, "answer": 0})
    assert "<li>向きが反対です。</li>" in me.text(f"{me.url}?page={QUESTION}")

    put(me, said(scene.CAMERA, Sheet("question"), phone="iphone"))
    put(me, because(scene.CAMERA.questions[0].choices[0]), OWN)

    text = me.text(f"{me.url}?page={QUESTION}")
    assert f"/sounds/{MADE}" in text
    assert f"/sounds/{OWN}" in text


def test_unit_that_stays_japanese_is_read_by_one_voice_on_an_english_page(me):
    me.client.post("/language", data={"language": "en", "next": me.url})

    text = me.text(me.url)

    assert '<ul id="said" lang="ja" hidden>' in text
    assert "<li>こまったとき</li>" in text


def test_another_citys_audio_is_not_heard(me, app):
    with app.app_context(), writing():
        other = make.municipality().id
        make.add(Audio(hash=MADE, media_type="audio/mpeg", bytes=b"sound"))
        of_city = {"municipality_id": other, "text_hash": text_hash(first_sheet())}
        make.add(Recording(origin=Origin.MADE, audio_hash=MADE, spoken_hash="", made_at=make.NOW, **of_city))
        db.session.commit()

    assert "<audio" not in me.text(me.url)


def test_machines_voice_is_credited_under_its_player_and_a_persons_is_not(me):
    put(me, first_sheet())
    assert "MMDAgent" in me.text(me.url)

    put(me, first_sheet(), OWN, Origin.OWN)
    assert "MMDAgent" not in me.text(me.url)
