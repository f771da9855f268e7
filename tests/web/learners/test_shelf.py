"""All units of the own curriculum; in which language, how heavy, and how dear a page is."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests import make
from tests.web import enter
from tests.web.learners import scene
from tutor.actor import WORKER
from tutor.curriculum.content import UnitText
from tutor.database import db, writing
from tutor.office.models import Municipality
from tutor.study.greeting import Greeted, keep_greeting

MOST_BYTES = 60_000
MOST_QUERIES = 6
PAGES = (
    "/me",
    "/me/stairs",
    "/me/units",
    "/me/review",
    scene.UNIT,
    f"{scene.UNIT}?page=3",
    f"{scene.UNIT}/ask",
)
STATIC = Path(__file__).parents[3] / "tutor" / "web" / "static"


def in_languages():
    said = {
        "pages": scene.CAMERA.pages,
        "exercise": scene.CAMERA.exercise,
        "questions": scene.CAMERA.questions,
    }
    rest = {"why": "", "own_steps": "", "tutor_note": ""}
    easy = UnitText("ja-easy", title="しゃしんをとろう", **said, **rest)
    english = UnitText("en", title="Take a photo", **said, **rest)
    unit = replace(scene.CAMERA, texts=(easy, english))
    return replace(scene.CONTENT, units=(unit,))


def choose(me, language):
    answer = me.client.post("/language", data={"language": language, "next": scene.UNIT})
    assert answer.location == scene.UNIT
    return me.text(scene.UNIT)


def test_list_says_what_was_read_and_where_one_is(me):
    before = me.text("/me/units")
    me.client.post(f"{me.url}/turn", data={"page": 1})
    half = me.text("/me/units")
    me.finish()

    assert "写真をとる" in before
    assert "およそ30分" in before
    assert f"とちゅう 2／{scene.SHEETS}" in half
    assert "読みました" in me.text("/me/units")


def test_who_is_not_enrolled_reads_how_it_begins(app, client):
    with app.app_context():
        enter.with_card(client, make.learner())

    assert "はじめてのレッスンのあとに" in client.get("/me/units").get_data(as_text=True)


def test_unit_is_read_in_the_language_that_was_pressed(app, client):
    me = scene.at_home(app, client, content=in_languages())

    assert "やさしい日本語</button>" in me.text(me.url)
    easy = choose(me, "ja-easy")
    assert "しゃしんをとろう" in easy
    assert '<html lang="ja"' in easy
    assert "写真をとる" in choose(me, "ja")
    english = choose(me, "en")
    assert "Take a photo" in english
    assert "Take a photo" in me.text("/me/units")


def test_unit_without_that_language_stays_japanese_and_says_so_to_the_voice(me):
    text = choose(me, "en")

    assert "やさしい日本語" not in text
    assert '<div lang="ja">' in text


def test_who_is_known_to_read_easy_japanese_need_not_choose(app, client):
    me = scene.at_home(app, client, content=in_languages(), language="ja-easy")

    assert "しゃしんをとろう" in me.text(me.url)


@pytest.mark.parametrize("url", PAGES)
def test_page_is_light_and_has_no_script_but_the_reader(me, url):
    text = me.text(url)

    sheets = [part.split('"')[0] for part in text.split('"/static/')[1:]]
    scripts = [one for one in sheets if one.endswith(".js")]
    weight = sum((STATIC / one).stat().st_size for one in sheets if one.endswith((".css", ".js")))
    assert scripts == ["speak.js"]
    assert len(text.encode()) + weight < MOST_BYTES


@pytest.mark.parametrize("url", PAGES)
def test_page_asks_the_database_six_times_at_most(me, url, count_queries):
    me.mark(tap=2, home=3)
    me.book()
    me.text(url)

    asked = count_queries(lambda: me.text(url))

    # What begins the transaction asks nothing.
    assert asked - 2 <= MOST_QUERIES, asked


def test_a_greeting_once_read_costs_no_question_on_the_way_back(me, count_queries):
    with me.app.app_context(), writing():
        city = db.session.query(Municipality).one()
        keep_greeting(city, Greeted("菅原 正", "情報課長", "ようこそ", b"face"), by=WORKER, now=make.NOW)
        db.session.commit()
    greeted = me.text(me.url)
    for page in (1, 0):
        me.client.post(f"{me.url}/turn", data={"page": page})

    assert "菅原 正" in greeted
    assert "菅原 正" not in me.text(me.url)
    assert count_queries(lambda: me.text(me.url)) - 2 <= MOST_QUERIES


@pytest.mark.parametrize("size", ["100", "125", "150"])
def test_size_of_letters_is_kept_in_a_cookie(me, size):
    me.client.post("/text-size", data={"size": size, "next": me.url})

    assert (f'class="size-{size}"' in me.text(me.url)) == (size != "100")
