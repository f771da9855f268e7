"""Whoever reads English opens no page with Japanese words of ours: what stands there in Japanese is data."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

import pytest
import sqlalchemy as sa
from babel.messages import pofile
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from config import ROOT
from tests import make
from tests.architecture.test_english import CATALOGUE, forms
from tests.scene import OPEN, WHICH, City, address, at_home, browsers
from tutor.database import Model, db
from tutor.imports import waiting
from tutor.imports.actions import CHECK
from tutor.imports.checked import Checked
from tutor.jobs import actions as jobs
from tutor.jobs import queries as job_queries
from tutor.jobs.models import Job
from tutor.matching.engine.plan import Reason
from tutor.matching.models import PlanVisit
from tutor.matching.reasons import kept
from tutor.sentences import Counted, Said
from tutor.table_files.sheets import Fault
from tutor.web.families.questions import QUESTIONS
from tutor.web.language import COOKIE

pytestmark = pytest.mark.one_database
WORD = re.compile(r"[ぁ-んァ-ヶー一-龠々]+")
MARKED = re.compile(r"<(\w+)(?=[^>]*\slang=\"ja\").*?</\1>", re.DOTALL)
UNREAD = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
READ_ALOUD = re.compile(r'\b(?:aria-label|title|alt|placeholder|value)="([^"]*)"')
TAG = re.compile(r"<[^>]+>")
KEPT_WHOLE = re.compile(r'<span class="nowrap">([^<]*)</span>')
"""Within a word of the content, so that no line ends there."""
OURS = {"job.said"}
"""Words of the programme in a column; what stands in all others was written by people."""


@pytest.fixture
def city(app: Flask, cities: tuple[City, City], english: None) -> City:
    """Ours, in which a job has said something, a list has a fault and a visit could not be planned."""
    ours, _ = cities
    with app.app_context():
        job = job_queries.by_code(ours.codes["jobs"]["code"])
        jobs.report(job.id, done=1, total=3, sentence=Counted("%(num)d行を読みました。", 3), now=make.NOW)
        for visit in db.session.query(PlanVisit):
            visit.reasons = kept([Reason("too_few_tutors", 1, 2)], has_starts=True)
        why = Said("1から%(most)dまでの数字で入れてください。", most=9)
        where = waiting.folder(app.extensions["settings"].instance)
        checked = Checked(faults=[Fault("B7", "", "", why)])
        for looked in db.session.query(Job).filter_by(kind=CHECK):
            jobs.finish(looked.id, sentence=Counted("直すところが%(num)dか所あります。", 1), now=make.NOW)
        waiting.keep_preview(where, ours.codes["imports"]["code"], checked, now=make.NOW)
        db.session.commit()
    return ours


@cache
def of_curricula() -> frozenset[str]:
    files = [one for one in (ROOT / "curricula").rglob("*") if one.suffix in {".md", ".toml"}]
    return frozenset(word for one in files for word in WORD.findall(one.read_text(encoding="utf-8")))


@cache
def quoted() -> frozenset[str]:
    """An English text may show what is to be typed: kana, an era."""
    with CATALOGUE.open("rb") as file:
        texts = [text for one in pofile.read_po(file) if one.id for text in forms(one.string)]
    return frozenset(word for text in texts for word in WORD.findall(text))


def of_people() -> set[str]:
    columns = [
        column
        for table in Model.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, sa.String) and f"{table.name}.{column.name}" not in OURS
    ]
    return {
        word
        for column in columns
        for value in db.session.scalars(sa.select(column).distinct())
        for word in WORD.findall(value or "")
    }


def words(page: str) -> list[str]:
    seen = KEPT_WHOLE.sub(r"\1", UNREAD.sub("", MARKED.sub("", page)))
    return WORD.findall(unescape("\n".join([TAG.sub("\n", seen), *READ_ALOUD.findall(seen)])))


def pages(app: Flask, found: dict[str, FlaskClient], city: City) -> Iterator[tuple[Rule, str, str]]:
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint == "static":
            continue
        browser, path = at_home(app, found, rule), rule.rule
        names = [one.name for one in QUESTIONS] if rule.endpoint == "families.question" else [""]
        if rule.arguments and rule.endpoint not in OPEN:
            path = address(rule, city)
        for name in names:
            there = path.replace("<name>", name).replace("<code>", "ABCDE12345")
            answer = browser.get(there, query_string={"city": city.code5, **WHICH})
            if answer.mimetype == "text/html":
                yield rule, there, answer.get_data(as_text=True)


def test_no_page_for_an_english_reader_has_japanese_words_of_ours(app, city):
    found = browsers(app, city.code5)
    found["nobody"].post("/ask/")
    for browser in found.values():
        browser.set_cookie(COOKIE, "en")
    with app.app_context():
        data = of_people() | of_curricula() | quoted()
        db.session.rollback()

    left, opened = set(), 0
    for rule, _there, page in pages(app, found, city):
        opened += 1
        left |= {(rule.endpoint, word) for word in words(page) if word not in data}

    assert left == set()
    assert opened > 70


def test_words_in_an_attribute_count_and_marked_ones_do_not():
    page = '<html lang="en"><p title="題">文</p><p class="x" lang="ja">日本語</p><script>言</script>'

    assert words(page) == ["文", "題"]
