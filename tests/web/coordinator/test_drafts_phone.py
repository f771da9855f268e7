"""A draft as on a telephone: the learner's own sheets, in a frame of ours only."""

import re

import pytest

from tests.web.coordinator.drafting import (
    BROKEN,
    at_the_desk,
    begin,
    page,
    save,
    text_of,
)


@pytest.fixture
def city(app, client):
    return at_the_desk(app, client)


def test_preview_is_the_learners_own_sheet_in_a_frame_of_ours_only(client, city):
    at = begin(client)
    save(client, at)

    outer, inner = (
        client.get(f"{at}/phone?page=1&phone=iphone"),
        client.get(f"{at}/sheet?page=1&phone=iphone"),
    )

    assert "frame-src 'self'" in outer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in inner.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'; frame-src 'none'" in client.get(at).headers["Content-Security-Policy"]
    assert "絵を、ポンとたたきます。" in text_of(inner)
    assert "ふれて、はなします。" in text_of(inner)
    assert "短くふれます。" not in text_of(inner)


def test_preview_goes_on_and_answers_as_a_learner_does_and_keeps_nothing(client, city):
    at = begin(client)

    turned = client.post(f"{at}/sheet?phone=rakuraku&language=en", data={"page": "4"})
    assert turned.status_code == 303
    assert re.search(r"phone=rakuraku&language=en&page=4$", turned.location)
    assert "思ったものを、一つ押してください。" in page(client, turned.location)
    answered = client.post(f"{at}/sheet", data={"page": "4", "answer": "0"})

    assert "そのとおりです。" in page(client, answered.location)
    for odd in ("page=999&answer=999", "page=-1&answer=x&phone=x&language=x", "page=4&answer=9"):
        assert client.get(f"{at}/sheet?{odd}").status_code == 200


def test_preview_of_a_broken_draft_says_what_is_wrong(client, city):
    at = begin(client)
    save(client, at, BROKEN)

    assert "見出し「れんしゅうう」はわかりません。" in page(client, f"{at}/phone")
    assert "まだ見られません" in page(client, f"{at}/sheet")
