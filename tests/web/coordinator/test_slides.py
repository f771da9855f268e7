"""Slides are handed in, corrected page by page, named, asked about."""

import html
import io
import re

import pytest

from tests import make
from tests.curriculum.real import publish_sumaho
from tests.curriculum.slides import decks
from tests.web import enter
from tutor.actor import Role
from tutor.authoring import page_text
from tutor.authoring.models import Draft
from tutor.cli import working
from tutor.database import db
from tutor.jobs.models import Job

QUESTION = {
    "question": "色は何を表しますか。",
    "choice_1": "水の深さ",
    "because_1": "そのとおりです。",
    "choice_2": "人の数",
    "because_2": "もう一度、地図を見ましょう。",
    "right": "1",
}


@pytest.fixture
def city(app, client):
    with app.app_context():
        publish_sumaho()
        place = make.municipality()
        enter.as_staff(client, Role.COORDINATOR, place)
        return place.code5


def hand_in(client, city, data: bytes):
    form = {"curriculum": "sumaho", "city": city, "file": (io.BytesIO(data), "話.pptx")}
    return client.post("/office/slides", data=form, content_type="multipart/form-data")


def work(app) -> None:
    with app.app_context():
        assert working.do(db.session.query(Job).one().code)


@pytest.fixture
def url(app, client, city, tmp_path):
    """Of the draft of a deck of three slides."""
    address = hand_in(client, city, decks.deck(tmp_path, 3, notes="話します。").read_bytes()).location
    work(app)
    assert "3枚を読みました" in client.get(address).get_data(as_text=True)
    with app.app_context():
        return f"/office/drafts/{db.session.query(Draft).one().code}"


def pages(app):
    with app.app_context():
        return page_text.pages_of(db.session.query(Draft).one().text)


def shown(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def correct(client, url, *, page=1, seen=1, title="新しい題", text="新しい文です。", narration="", **more):
    form = {"page": page, "seen": seen, "title": title, "text": text, "narration": narration} | more
    return client.post(f"{url}/pages", data=form)


def test_file_waits_for_the_job_and_then_leads_to_its_pages(app, client, city, tmp_path):
    address = hand_in(client, city, decks.deck(tmp_path, 1).read_bytes()).location
    assert "順番を待っています" in shown(client, address)

    work(app)

    assert "一枚ずつ見て、直す" in shown(client, address)


def test_broken_file_is_said_where_one_waits(app, client, city):
    address = hand_in(client, city, b"PK torn").location
    work(app)

    assert "スライドのファイルとして読めませんでした" in shown(client, address)


def test_no_file_is_said_at_its_field(client, city):
    answer = client.post("/office/slides", data={"curriculum": "sumaho", "city": city})

    assert (answer.status_code, "ファイルをえらんでください" in answer.get_data(as_text=True)) == (422, True)


def test_two_hundred_megabytes_are_refused_before_they_are_read(client, city):
    huge = {"CONTENT_LENGTH": "200000000"}
    answer = client.post(
        "/office/slides", content_type="multipart/form-data; boundary=x", environ_overrides=huge
    )

    assert (answer.status_code, "大きすぎます" in answer.get_data(as_text=True)) == (413, True)


def test_page_stands_beside_how_it_will_look(client, url):
    found = shown(client, f"{url}/pages?page=2")

    assert "2枚目（全部で3枚）" in found
    assert "- 家の場所をさがす\n- 色を見る</textarea>" in found
    assert '<li>家の場所を<span class="nowrap">さがす</span></li>' in found
    assert "<p>話します。</p>" in found


def test_correction_is_one_press(app, client, url):
    answer = correct(client, url, page=2, narration="新しいことば。")

    assert answer.location.endswith("/pages?page=2")
    found = pages(app)[1]
    assert (found.title, found.text, found.narration) == ("新しい題", "新しい文です。", "新しいことば。")
    assert [page.title for page in pages(app)] == ["1枚目の題", "新しい題", "3枚目の題"]


def test_page_moves_with_what_was_typed_and_is_taken_out(app, client, url):
    assert correct(client, url, page=3, act="up").location.endswith("?page=2")
    correct(client, url, page=1, seen=2, act="remove")

    assert [page.title for page in pages(app)] == ["新しい題", "2枚目の題"]


def test_who_saves_over_another_keeps_what_was_typed(app, client, url):
    correct(client, url)
    answer = correct(client, url, title="あとの題")

    assert answer.status_code == 409
    said = answer.get_data(as_text=True)
    assert "ほかの人が" in said
    assert 'value="あとの題"' in said
    assert pages(app)[0].title == "新しい題"


def test_what_the_reader_says_stands_at_its_page(client, url):
    correct(client, url, page=2, text="あ" * 40)

    assert "1行が40字あります" in shown(client, f"{url}/pages?page=2")
    assert "1行が40字あります" not in shown(client, f"{url}/pages?page=1")
    assert "直すところがあります" in shown(client, f"{url}/pages?page=1")


def test_named_and_asked_about_nothing_is_left_to_mend(app, client, url):
    assert "skillsが空です" in shown(client, f"{url}/about")
    named = {"seen": 1, "title": "地図", "why": "家の場所がわかります。", "minutes": "20", "skill": "scroll"}

    assert client.post(f"{url}/about", data=named).status_code == 303
    assert client.post(f"{url}/questions", data=QUESTION | {"seen": 2}).status_code == 303

    found = shown(client, f"{url}/about")
    assert "直すところはありません" in found
    assert "<span>色は何を表しますか。</span>" in found
    client.post(f"{url}/questions", data={"away": 1, "seen": 3})
    assert "まだありません" in shown(client, f"{url}/about")


def test_question_without_a_right_answer_is_not_taken(client, url):
    answer = client.post(f"{url}/questions", data=QUESTION | {"seen": 1, "right": ""})

    assert (answer.status_code, "正しい答えを一つ" in answer.get_data(as_text=True)) == (422, True)
    assert 'value="水の深さ"' in answer.get_data(as_text=True)


def test_from_the_slides_one_goes_on_to_the_telephone_and_to_publishing(client, url):
    for page in ("pages", "about"):
        text = client.get(f"{url}/{page}").get_data(as_text=True)
        [way] = re.findall(r'href="(/office/drafts/publishing[^"]+)"', text)

        assert f'href="{url}/phone"' in text
        assert client.get(html.unescape(way)).status_code == 200
