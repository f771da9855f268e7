"""A draft's page: saved, checked, two people at once, and whatever may be typed."""

import pytest

from tests.authoring.desk import BETTER
from tests.curriculum.small_curriculum import UNIT_TEXT, changed, line_of
from tests.web.coordinator.drafting import (
    BROKEN,
    PUBLISHING,
    at_the_desk,
    begin,
    kept,
    page,
    publish,
    save,
    text_of,
    version,
)
from tutor.authoring.rules import LONGEST


@pytest.fixture
def city(app, client):
    return at_the_desk(app, client)


def test_saved_text_is_there_when_the_page_is_opened_again(app, client, city):
    at = begin(client)

    assert save(client, at).status_code == 303

    assert "絵を、ポンとたたきます。" in page(client, at)
    assert kept(app) == [(BETTER, 2)]


@pytest.mark.parametrize(
    ("then", "said"),
    [("phone", "スマホの画面"), ("pages", "こわれません"), ("publishing", "絵を、ポンとたたきます。")],
)
def test_buttons_that_lead_on_save_first(client, city, then, said):
    at = begin(client)

    answer = client.post(at, data={"text": BETTER, "seen": 1, "then": then})

    assert said in page(client, answer.location)
    assert "絵を、ポンとたたきます。" in page(client, at)


def test_what_is_typed_is_saved_meanwhile_with_what_the_reader_says(app, client, city):
    at = begin(client)

    text = text_of(save(client, at, BROKEN, **{"HX-Request": "true"}))

    assert "<html" not in text
    assert 'name="seen" value="2"' in text
    line = line_of(BROKEN, "れんしゅうう")
    assert f'<a href="#line-{line}"' in text
    assert f'<li id="line-{line}" class="marked">' in text
    assert kept(app) == [(BROKEN, 2)]


def test_later_save_of_two_shows_both_texts_and_keeps_the_first(app, client, city):
    at = begin(client)
    save(client, at)

    answer = save(client, at, changed(UNIT_TEXT, "もどれます。", "かならず、もどれます。"))

    text = text_of(answer)
    assert answer.status_code == 409
    assert "かならず、もどれます。" in text
    assert "絵を、ポンとたたきます。" in text
    assert kept(app) == [(BETTER, 2)]
    assert save(client, at, UNIT_TEXT, seen=2).status_code == 303


def test_later_save_while_typing_says_so_and_does_not_take_the_others_number(client, city):
    at = begin(client)
    save(client, at)

    answer = save(client, at, UNIT_TEXT, **{"HX-Request": "true"})

    assert answer.status_code == 422
    assert 'name="seen" value="1"' in text_of(answer)
    assert "ほかの人が、さきに" in text_of(answer)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "+++",
        "+++\n+++",
        "+++\nkey = [[[\n+++\n",
        "+++\nkey = " + "[" * 2000 + "\n+++\n",
        changed(UNIT_TEXT, "もどれます。", "<script>alert(1)</script>"),
        changed(UNIT_TEXT, "もどれます。", "[x](javascript:alert(1))"),
        changed(UNIT_TEXT, "もどれます。", "![x](pictures/none.svg)"),
        changed(UNIT_TEXT, '"home"', '"nothing"'),
        "# " * 19000,
        "\x01\x02\ufffe\u202e" * 100,
    ],
    ids=range(11),
)
def test_whatever_is_typed_is_kept_and_named_and_changes_no_version(app, client, city, text):
    at = begin(client)

    assert save(client, at, text).status_code == 303

    answer = page(client, at)
    assert "直すところ" in answer
    assert "<script>alert" not in client.get(at).get_data(as_text=True)
    assert publish(client, at).status_code == 422
    for path in (f"{at}/phone", f"{at}/sheet", PUBLISHING):
        assert client.get(path).status_code == 200
    assert version(app) == 1


def test_text_without_end_is_refused_with_a_sentence(app, client, city):
    at = begin(client)

    assert f"{LONGEST}字まで" in text_of(save(client, at, "a" * (LONGEST + 1)))
    assert save(client, at, "a" * 2_000_001).status_code == 413
    assert kept(app)[0][1] == 1


def test_longest_text_goes_through_the_form_as_a_browser_sends_it(app, client, city):
    at = begin(client)

    assert 'enctype="multipart/form-data"' in page(client, at)
    sent = {"text": "あ" * LONGEST, "seen": 1}
    assert client.post(at, data=sent, content_type="multipart/form-data").status_code == 303
    assert kept(app)[0][1] == 2
