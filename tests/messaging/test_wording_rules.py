"""What a text must not say, each with a sentence that says what to do instead."""

import pytest

from tutor.messaging import lengths, wording_rules
from tutor.messaging.models import Channel

KNOWN = {"date", "time", "tutors", "office_phone", "person"}
NEEDED = {"date", "office_phone"}
GOOD = "{date}にレッスンです。電話{office_phone}"


def faults(body: str, *, language: str = "ja") -> list[str]:
    found = wording_rules.faults(body, language=language, known=KNOWN, needed=NEEDED)
    return [str(one) for one in found]


def test_a_good_text_has_none():
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", "文面を入れて"),
        (GOOD + "{nickname}", "{nickname}は、この文面では使えません"),
        (GOOD + "{}", "{}は、この文面では使えません"),
        (GOOD + "{code}", "{受付番号}は、この文面では使えません"),
        ("レッスンです。電話{office_phone}", "{日にち}がありません"),
        ("{date}にレッスンです。0191-21-8633", "{事務所の電話}がありません"),
        (GOOD + "{", "名前をはさむときだけ"),
        (GOOD + "{date.__class__}", "使えません"),
        (GOOD + "ログインしてください。", "「入る」のように"),
        (GOOD + "ﾛｸﾞｲﾝ", "「入る」のように"),
        (GOOD + "https://a.example/", "URL"),
        (GOOD + "www.example.jp", "URL"),
        (GOOD + "ｅｘａｍｐｌｅ．ｊｐ", "URL"),
        (GOOD + "bit.ly/x", "URL"),
    ],
)
def test_each_fault_is_one_sentence(body, says):
    found = faults(body)

    assert len(found) == 1
    assert says in found[0]


@pytest.mark.parametrize("harmless", ["10:00", "3.5km", "a.m.", "午前10時。午後", "No.5"])
def test_not_every_dot_is_an_address(harmless):
    assert faults(GOOD + harmless) == []


def test_all_faults_are_said_at_once():
    assert len(faults("ログイン http://x {あ} {")) == 6


def test_easy_japanese_has_no_honorific_words_and_english_no_hard_ones():
    assert faults(GOOD + "うかがいます。") == []
    assert "「行きます」" in faults(GOOD + "うかがいます。", language="ja-easy")[0]
    assert faults(GOOD + "ログイン", language="en") == []


@pytest.mark.parametrize(("length", "fits"), [(70, True), (201, True), (202, False)])
def test_three_segments_are_the_most_for_an_sms(length, fits):
    assert lengths.segments("あ" * length) == (1 if length == 70 else 3 if fits else 4)
    assert (wording_rules.too_long("あ" * length, Channel.SMS) == []) is fits


def test_what_is_read_aloud_may_be_longer_but_not_endless():
    assert wording_rules.too_long("あ" * 800, Channel.STAFF_CALL) == []
    assert "800文字" in str(wording_rules.too_long("あ" * 801, Channel.STAFF_CALL)[0])


@pytest.mark.parametrize(
    ("channel", "is_copy", "needed"),
    [
        (Channel.SMS, False, {"date", "tutors", "office_phone"}),
        (Channel.SMS, True, {"date", "tutors", "office_phone", "person"}),
        (Channel.STAFF_CALL, False, {"date", "tutors"}),
    ],
)
def test_day_tutors_and_our_number_must_stay_but_not_the_place(channel, is_copy, needed):
    shipped = {"date", "tutors", "place", "person"}

    assert wording_rules.needed(shipped, channel, is_copy=is_copy) == needed


def test_a_japanese_keyboard_and_a_browser_leave_no_traces():
    assert wording_rules.tidy(" ｛date｝です。\r\n電話 ") == "{date}です。\n電話"


def test_a_place_that_does_not_exist_is_shown_as_typed():
    assert wording_rules.fillable("{date}{あ}", {"date": "12月"}) == {"date": "12月", "あ": "{あ}"}
