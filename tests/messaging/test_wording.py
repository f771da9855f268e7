"""Every shipped text: short enough, polite, complete; and the numbers it is kept under."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests import make
from tutor.database import db
from tutor.errors import Refused
from tutor.messaging import lengths, rewording, wording
from tutor.messaging.fields import Names
from tutor.messaging.models import Channel, Wording
from tutor.sentences import Said

PURPOSES = {
    "lesson_booked",
    "lesson_reminder_3",
    "lesson_reminder_1",
    "lesson_reminder_0",
    "lesson_moved",
    "lesson_cancelled",
    "lesson_tutor_changed",
    "lesson_reinstated",
    "seat_given_back",
    "staffing_reinstated",
    "staffing_booked",
    "staffing_changed",
    "staffing_released",
    "staffing_offer",
    "staffing_offer_closed",
    "staffing_offer_taken_back",
    "staffing_moved",
    "staffing_cancelled",
    "staffing_reminder_1",
    "visit_request_received",
    "own_request_received",
}
# Family names of five characters, the longest date, an office number with all its dashes.
LONGEST = {
    "date": "12月25日(水)",
    "time": "10:00",
    "place": "ご自宅",
    "address": "",
    "tutors": "東恩納原子・西伊敷山田",
    "office_phone": "0191-21-8633",
    "learners": "長宗我部・小比類巻",
    "title": "訪問レッスン",
    "old_date": "12月24日(火)",
    "old_time": "13:30",
    "until": "12月24日(火)18:00",
    "person": "上大田和田",
    "body": "",
    "code": "ABCD-EFGH",
}
EVERY = wording.shipped()
ALL = [one for one in EVERY if one.language == "ja"]
SMS = [one for one in ALL if one.channel is Channel.SMS]
OTHERS = [one for one in EVERY if one not in ALL]
OTHER_SMS = [one for one in OTHERS if one.channel is Channel.SMS]
# In kana and in letters they are longer than in kanji.
NAMES = {
    "date": date(2026, 12, 25),
    "old_date": date(2026, 12, 24),
    "place": Said("ご自宅"),
    "tutors": Names((("東恩納原子", "ひがしおんなはらこ"), ("西伊敷山田", "にしいしきやまだ")), few=True),
    "person": Names((("上大田和田", "かみおおたわだ"),), honoured=True),
}


def name(one: wording.Shipped) -> str:
    return f"{one.key}-{one.language}-{one.channel}"


def test_every_purpose_has_a_text_and_a_sentence_for_the_telephone() -> None:
    for purpose in PURPOSES:
        found = {one.channel for one in ALL if one.key == purpose and one.language == "ja"}
        spoken = set() if purpose.startswith("staffing_") else {Channel.VOICE}
        assert found == {Channel.SMS, Channel.STAFF_CALL, *spoken}, purpose


def test_learners_and_families_are_written_to_in_each_language() -> None:
    others = ("staffing_", *rewording.FOR_STAFF)
    ours = {(one.key, one.channel) for one in ALL if not one.key.startswith(others)}
    for language in ("ja-easy", "en"):
        found = {(one.key, one.channel) for one in OTHERS if one.language == language}
        assert (ours - found, found - ours) == (set(), set()), "wordings-easy.toml, wordings-en.toml"


@pytest.mark.parametrize("one", OTHERS, ids=name)
def test_another_language_uses_places_that_are_certainly_filled(one: wording.Shipped) -> None:
    purpose = rewording.purpose_of(one.key)
    ours = [two.body for two in ALL if rewording.purpose_of(two.key) == purpose]
    assert set(wording.PLACE.findall(one.body)) <= {"person", *wording.PLACE.findall("".join(ours))}


@pytest.mark.parametrize("one", OTHER_SMS, ids=name)
def test_two_segments_at_most_with_the_longest_names_in_kana_or_letters(one: wording.Shipped) -> None:
    hall = {"place": "みどり市市民センター"} if one in OF_CLASSES else {}
    text = wording.filled(one.body, LONGEST | NAMES | hall, one.language)
    assert lengths.segments(text) <= 2, f"{lengths.units(text)}: {text}"


@pytest.mark.parametrize("one", [one for one in OTHER_SMS if one.language == "ja-easy"], ids=name)
def test_one_segment_in_easy_japanese_with_usual_names(one: wording.Shipped) -> None:
    tutors = Names((("佐藤", "さとう"), ("高橋", "たかはし")), few=True)
    person = Names((("小野寺", "おのでら"),), honoured=True)
    text = wording.filled(one.body, LONGEST | NAMES | {"tutors": tutors, "person": person}, one.language)
    assert lengths.segments(text) == 1, f"{lengths.units(text)}: {text}"


@pytest.mark.parametrize("one", EVERY, ids=name)
def test_what_we_deliver_passes_the_rules_that_staff_meet(one: wording.Shipped) -> None:
    where = rewording.Slot(one.key, one.language, one.channel)
    assert rewording.faults(where, one.body, LONGEST | NAMES | {"who": "", "body": ""}) == []


def test_the_fields_are_as_long_as_the_rule_asks() -> None:
    assert [len(name) for name in LONGEST["tutors"].split("・")] == [5, 5]


@pytest.mark.parametrize("one", SMS, ids=name)
def test_one_segment_with_the_longest_names(one: wording.Shipped) -> None:
    text = wording.filled(one.body, LONGEST)
    assert lengths.units(text) <= lengths.ONE_SEGMENT, f"{lengths.units(text)}: {text}"


@pytest.mark.parametrize("one", [one for one in SMS if "{place}" in one.body], ids=name)
def test_one_segment_at_a_named_venue_with_usual_names(one: wording.Shipped) -> None:
    usual = LONGEST | {"place": "みどり市市民センター", "tutors": "佐藤・高橋"}
    assert lengths.units(wording.filled(one.body, usual)) <= lengths.ONE_SEGMENT


@pytest.mark.parametrize("one", SMS + OTHER_SMS, ids=name)
def test_a_text_names_the_office_and_carries_no_address(one: wording.Shipped) -> None:
    assert "{office_phone}" in one.body
    assert "http" not in one.body.lower()
    assert "www" not in one.body.lower()


OF_CLASSES = [one for one in EVERY if one.key.endswith(("_class", "_course"))]
VISITED = [one for one in SMS + OTHER_SMS if one.key.startswith("lesson_") and one not in OF_CLASSES]


@pytest.mark.parametrize("one", VISITED, ids=name)
def test_a_learner_reads_who_comes_and_when(one: wording.Shipped) -> None:
    assert {"tutors", "date", "time"} <= set(wording.PLACE.findall(one.body))


@pytest.mark.parametrize("one", OF_CLASSES, ids=name)
def test_who_goes_to_a_class_hears_where_and_when(one: wording.Shipped) -> None:
    needed = {"place", "date", "time"} | ({"address"} if one.channel is Channel.STAFF_CALL else set())
    assert needed <= set(wording.PLACE.findall(one.body))


@pytest.mark.parametrize("one", [one for one in EVERY if one.language != "en"], ids=name)
def test_it_is_polite(one: wording.Shipped) -> None:
    assert any(end in one.body for end in ("です", "ます", "ました", "ません", "ください"))


@pytest.mark.parametrize("one", [one for one in ALL if one.key.endswith("_copy")], ids=name)
def test_a_copy_says_whose_lesson_it_is(one: wording.Shipped) -> None:
    assert "{person}様" in one.body


def test_an_unknown_field_is_refused_with_its_name() -> None:
    with pytest.raises(Refused, match="nickname"):
        wording.check("{nickname}様、こんにちは。")


def test_braces_never_reach_into_python() -> None:
    assert wording.filled("{date.__class__} {date}", {"date": "12月"}) == "{date.__class__} 12月"


def test_a_missing_field_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError, match="date"):
        wording.filled("{date}", {})


def file(folder: Path, text: str) -> Path:
    path = folder / "wordings.toml"
    path.write_text(f'[lesson_booked.ja]\nsms = "{text}"\n', encoding="utf-8")
    return path


@pytest.mark.usefixtures("database")
def test_loading_twice_adds_nothing() -> None:
    assert wording.load_wordings(make.NOW) == len(EVERY)
    assert wording.load_wordings(make.NOW) == 0
    assert db.session.scalar(select(func.count()).select_from(Wording)) == len(EVERY)


@pytest.mark.usefixtures("database")
def test_a_changed_text_is_a_new_number_and_the_old_one_stays(tmp_path: Path) -> None:
    wording.load_wordings(make.NOW, file(tmp_path, "一"))
    wording.load_wordings(make.NOW + timedelta(days=1), file(tmp_path, "二"))
    kept = db.session.scalars(select(Wording).order_by(Wording.n)).all()
    assert [(one.n, one.body) for one in kept] == [(1, "一"), (2, "二")]
    assert wording.newest(["lesson_booked"], "ja", Channel.SMS, now=make.NOW).n == 2


@pytest.mark.usefixtures("database")
def test_an_edit_by_staff_survives_the_next_start(tmp_path: Path) -> None:
    path = file(tmp_path, "一")
    wording.load_wordings(make.NOW, path)
    slot = {"key": "lesson_booked", "language": "ja", "channel": Channel.SMS}
    make.add(Wording(**slot, n=2, created_at=make.NOW, body="三", by_id=make.person().id))
    assert wording.load_wordings(make.NOW, path) == 0
    assert wording.load_wordings(make.NOW, file(tmp_path, "四")) == 0, "nor the next words of ours"
    assert wording.newest(["lesson_booked"], "ja", Channel.SMS, now=make.NOW).body == "三"


@pytest.mark.usefixtures("database")
def test_a_language_without_words_falls_back_to_japanese_and_an_empty_table_fills_itself() -> None:
    found = wording.newest(["staffing_booked"], "en", Channel.SMS, now=make.NOW)
    assert (found.language, found.n) == ("ja", 1)


@pytest.mark.usefixtures("database")
def test_no_words_at_all_is_an_error_of_ours() -> None:
    with pytest.raises(LookupError, match="nonsense"):
        wording.newest(["nonsense"], "ja", Channel.SMS, now=make.NOW)
