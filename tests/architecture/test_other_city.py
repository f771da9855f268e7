"""Every address, every role: the other city's codes are not there, and no input is answered with 500."""

from urllib.parse import quote

import pytest
from flask import Flask, Response, request, request_finished
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.scene import OPEN, WHICH, address, at_home, browsers, rules_with_codes

NONSENSE = ("9" * 40, "%00", "あ", "..%2f" * 50)

FORM = "application/x-www-form-urlencoded"


def send(client: FlaskClient, rule: Rule, path: str):
    method = "POST" if "POST" in rule.methods else "GET"
    return client.open(path, method=method, data={"code5": "x"} if method == "POST" else None)


@pytest.mark.one_database  # who may go where is decided before anything differs between the two
def test_other_citys_codes_are_not_there_for_anybody(app, cities):
    ours, theirs = cities
    for who, browser in browsers(app, ours.code5).items():
        for rule in rules_with_codes(app):
            answer = send(browser, rule, address(rule, theirs))
            went_in = answer.status_code == 303 and answer.location in {"/enter", "/card"}
            assert answer.status_code in {403, 404} or went_in, (who, rule.rule, answer.status_code)


def test_own_citys_codes_are_there_for_its_coordinator(app, cities):
    """Without this the test above would pass on addresses that never work."""
    ours, _ = cities
    coordinator = browsers(app, ours.code5)["coordinator"]
    for rule in rules_with_codes(app):
        if rule.endpoint.startswith("coordinator.") and "GET" in rule.methods:
            assert send(coordinator, rule, address(rule, ours)).status_code == 200, rule.rule


def test_pages_without_codes_open_for_whom_they_are(app, cities):
    ours, _ = cities
    found = browsers(app, ours.code5)
    pages = [one for one in app.url_map.iter_rules() if not one.arguments and "GET" in one.methods]
    for rule in pages:
        answer = at_home(app, found, rule).get(rule.rule, query_string={"city": ours.code5, **WHICH})
        assert answer.status_code in {200, 303}, (rule.rule, answer.status_code)
    assert len(pages) > 30


def test_no_address_answers_nonsense_with_500(app, cities):
    """The checking client fails on any 500."""
    ours, _ = cities
    found = browsers(app, ours.code5)
    for rule in rules_with_codes(app):
        for nonsense in NONSENSE:
            path = rule.rule
            for name in rule.arguments:
                path = path.replace(f"<{name}>", nonsense)
            send(at_home(app, found, rule), rule, path)


FIELDS = (
    "code", "person", "came", "cause", "mark", "key", "note", "again", "name", "day", "time", "reason",
    "telephone", "minutes", "programme", "venue", "tutor", "learner", "wish", "state", "week", "city",
    "seconds", "page", "choice", "question", "answer", "version", "born_year", "relation", "scope",
    "on", "at", "half", "because", "mark", "pinned", "best", "tutor_row",
    "family_1", "goal", "town", "address", "phone_kind", "form_key", "size", "next", "number", "password",
    "first", "last", "part", "purpose", "ring_time", "ring_day", "unmet", "way", "call", "text",
    "chosen", "act", "to_day",
    "seats", "loan_phones", "pin", "koaza", "hall", "postcode", "request",
    "until", "gone", "come", "lesson", "kind",
    "language", "channel", "seen", "from",
    "voice", "pace", "curriculum", "written", "spoken",
    "draft", "why", "newest", "stage",
    "year", "unit", "skill", "also",
)  # fmt: skip


DEAF: set[str] = set()
"""Pages that were shown to this process without reading what was typed: no other value is news to them."""


def note_whether_it_reads(_app: Flask, response: Response) -> None:
    if request.method == "GET" and response.status_code == 200 and "args" not in vars(request):
        DEAF.add(request.endpoint or "")


READ_BY_US = ("", "2026-99-99")
"""Refused by our own reading of a form, on whichever database; the rest might reach it."""


@pytest.mark.parametrize(
    "value",
    [
        "9" * 40,
        "\x00",
        "あ" * 500,
        "-1",
        *(pytest.param(one, marks=pytest.mark.one_database) for one in READ_BY_US),
    ],
)
def test_no_form_answers_nonsense_with_500(app, cities, value):
    ours, _ = cities
    found = browsers(app, ours.code5)
    # As it is: the fields read the same, and nobody writes and reads a hundred thousand signs of percent.
    form = {"data": "&".join(f"{name}={value}" for name in FIELDS), "content_type": FORM}
    # An address of half a megabyte costs a second to write, and no browser sends one.
    query = "&".join(f"{name}={quote(value[:60])}" for name in FIELDS)
    with request_finished.connected_to(note_whether_it_reads, app):
        for rule in app.url_map.iter_rules():
            if rule.endpoint in {"static", "start.leave"}:
                continue
            path = address(rule, ours) if rule.arguments and rule.endpoint not in OPEN else rule.rule
            browser, path = at_home(app, found, rule), path.replace("<code>", "ABCDE12345")
            if "POST" in rule.methods:
                browser.post(path, **form)
            elif rule.endpoint not in DEAF:
                browser.get(path, query_string=query)
