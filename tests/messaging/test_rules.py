"""Hours, channels, lengths and moves, on plain values."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.errors import Refused
from tutor.local_time import local
from tutor.messaging import rules
from tutor.messaging.models import Channel, MessageState
from tutor.messaging.rules import Duty, Recipient
from tutor.people.models import ContactPoint, Person
from tutor.phone import NumberKind

moments = st.integers(0, 730 * 24 * 60).map(lambda m: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=m))


def jst(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=9)


def duty(**values) -> Duty:
    given = {
        "purpose": "lesson_booked",
        "about_kind": "lesson",
        "about_id": 7,
        "occasion": "202611250100",
        "fields": {},
        "municipality_id": None,
        "not_before": jst(22, 10),
        "not_after": jst(25, 10),
        "urgent": False,
    }
    return Duty(**given | values)


def point(id_: int, kind: NumberKind, stopped: datetime | None = None) -> ContactPoint:
    return ContactPoint(id=id_, kind=kind, provider_stopped_at=stopped)


def person(id_: int, name: str = "千葉") -> Person:
    return Person(id=id_, family_name=name)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (jst(22, 9), jst(22, 9)),
        (jst(22, 19, 59), jst(22, 19, 59)),
        (jst(22, 20), jst(23, 9)),
        (jst(22, 23, 30), jst(23, 9)),
        (jst(22, 0), jst(22, 9)),
        (jst(22, 8, 59), jst(22, 9)),
    ],
)
def test_machines_speak_by_day(asked: datetime, answer: datetime) -> None:
    assert rules.next_sending_moment(asked) == answer


@given(moments)
def test_the_next_sending_moment_is_open_and_within_a_night(moment: datetime) -> None:
    answer = rules.next_sending_moment(moment)
    assert rules.is_open(answer)
    assert timedelta(0) <= answer - moment <= timedelta(hours=13)
    assert rules.is_open(moment) == (answer == moment)
    assert 9 <= local(answer).hour < 20


def test_by_day_a_text_goes_when_it_is_due() -> None:
    assert rules.window(Channel.SMS, duty(), jst(22, 9)) == rules.Window(Channel.SMS, jst(22, 10))


def test_a_late_asker_is_not_sent_back_in_time() -> None:
    assert rules.window(Channel.SMS, duty(), jst(22, 12)) == rules.Window(Channel.SMS, jst(22, 12))


def test_at_night_it_waits_for_nine() -> None:
    night = duty(not_before=jst(22, 21))
    assert rules.window(Channel.SMS, night, jst(22, 21)) == rules.Window(Channel.SMS, jst(23, 9))


def test_what_cannot_wait_for_nine_is_rung_at_once() -> None:
    early = duty(not_before=jst(22, 21), not_after=jst(23, 9))
    assert rules.window(Channel.SMS, early, jst(22, 21)) == rules.Window(Channel.STAFF_CALL, jst(22, 21))


@pytest.mark.parametrize(
    ("starts", "urgent", "channel"),
    [
        (jst(23, 10, 30), True, Channel.STAFF_CALL),
        (jst(23, 10, 30), False, Channel.SMS),
        (jst(23, 11), True, Channel.SMS),
    ],
)
def test_an_urgent_night_word_about_the_morning_is_rung(
    starts: datetime, urgent: bool, channel: Channel
) -> None:
    asked = duty(not_before=jst(22, 21), not_after=starts, urgent=urgent)
    assert rules.window(Channel.SMS, asked, jst(22, 21)).channel is channel


def test_an_urgent_word_by_day_goes_as_a_text() -> None:
    asked = duty(not_before=jst(23, 9), not_after=jst(23, 10), urgent=True)
    assert rules.window(Channel.SMS, asked, jst(23, 9)) == rules.Window(Channel.SMS, jst(23, 9))


def test_a_mobile_is_texted_even_when_the_landline_comes_first() -> None:
    home, mobile = point(1, NumberKind.LANDLINE), point(2, NumberKind.MOBILE)
    assert rules.choose([home, mobile]) == (mobile, Channel.SMS)


@pytest.mark.parametrize("kind", [NumberKind.LANDLINE, NumberKind.IP])
def test_what_takes_no_text_is_rung_by_a_machine_where_there_is_one(kind: NumberKind) -> None:
    home = point(1, kind)
    assert rules.choose([home]) == (home, Channel.VOICE)
    assert rules.choose([home], shut={Channel.VOICE}) == (home, Channel.STAFF_CALL)


def test_another_kind_of_number_is_rung_by_staff() -> None:
    abroad = point(1, NumberKind.OTHER)
    assert rules.choose([abroad]) == (abroad, Channel.STAFF_CALL)


def test_a_call_that_rang_out_is_due_again_and_a_text_never() -> None:
    assert rules.may_become(MessageState.SENT, MessageState.DUE, Channel.VOICE)
    assert not rules.may_become(MessageState.SENT, MessageState.DUE, Channel.SMS)
    assert not rules.may_become(MessageState.DELIVERED, MessageState.DUE, Channel.VOICE)


def test_a_mobile_that_told_the_provider_to_stop_is_rung_by_staff() -> None:
    stopped = point(1, NumberKind.MOBILE, jst(1, 9))
    assert rules.choose([stopped]) == (stopped, Channel.STAFF_CALL)


def test_without_any_number_it_is_still_on_the_ring_list() -> None:
    assert rules.choose([]) == (None, Channel.STAFF_CALL)


def test_a_couple_with_one_number_is_one_recipient() -> None:
    shared, own = point(1, NumberKind.MOBILE), point(2, NumberKind.MOBILE)
    wife, husband, friend = person(1), person(2), person(3, "佐藤")
    points = {1: [shared], 2: [shared], 3: [own]}
    found = rules.group([wife, husband, friend], points=lambda who: points[who.id])
    assert [(one.people, one.point) for one in found] == [((wife, husband), shared), ((friend,), own)]
    assert found[0].names.said("ja") == "千葉"


def test_two_without_a_number_are_two_recipients() -> None:
    found = rules.group([person(1), person(2)], points=lambda who: [])
    assert [one.key for one in found] == ["person-1", "person-2"]


def test_a_couple_with_two_names_is_named_by_both() -> None:
    both = Recipient((person(1, "千葉"), person(2, "佐藤")), None, Channel.STAFF_CALL)
    assert both.names.said("ja") == "千葉様・佐藤"


def test_a_copy_has_a_key_and_names_of_its_own() -> None:
    mobile = point(5, NumberKind.MOBILE)
    copy = Recipient((person(1, "及川"),), mobile, Channel.SMS, copy_about=(person(2, "千葉"),))
    assert (copy.key, copy.names.said("ja")) == ("copy-number-5", "千葉")


@pytest.mark.parametrize(
    ("text", "count", "parts"),
    [
        ("あ" * 70, 70, 1),
        ("あ" * 71, 71, 2),
        ("あ" * 134, 134, 2),
        ("あ" * 135, 135, 3),
        ("𠮷野家", 4, 1),
        ("😀" * 36, 72, 2),
        ("あ" + "😀" * 66, 133, 2),
        ("ああ" + "😀" * 66, 134, 3),
        ("a" * 160, 160, 1),
        ("a" * 161, 161, 2),
        ("[" * 80, 160, 1),
        ("[" * 81, 162, 2),
        ("a" * 70 + "–", 71, 2),
        ("", 0, 1),
    ],
)
def test_lengths_count_as_the_network_counts(text: str, count: int, parts: int) -> None:
    assert (rules.units(text), rules.segments(text)) == (count, parts)


@pytest.mark.parametrize("ended", sorted(rules.ENDED))
def test_what_has_ended_never_opens_again(ended: MessageState) -> None:
    assert not any(rules.may_become(ended, state) for state in MessageState)


def test_every_state_has_its_moves_and_an_end() -> None:
    assert set(rules.MOVES) == set(MessageState)
    for state in set(MessageState) - rules.ENDED:
        assert _reachable(state) & rules.ENDED


def _reachable(state: MessageState) -> set[MessageState]:
    found, ahead = set(), [state]
    while ahead:
        new = rules.MOVES[ahead.pop()] - found
        found |= new
        ahead += new
    return found


def test_what_the_provider_has_is_never_due_again() -> None:
    assert not rules.may_become(MessageState.SENT, MessageState.DUE)


def test_only_an_open_telephone_call_can_be_finished() -> None:
    rules.check_call(Channel.STAFF_CALL, MessageState.DUE)
    with pytest.raises(Refused, match="電話のお知らせではありません"):
        rules.check_call(Channel.SMS, MessageState.DUE)
    with pytest.raises(Refused, match="もう済んだか"):
        rules.check_call(Channel.STAFF_CALL, MessageState.DONE)


def test_the_key_says_what_about_what_and_when() -> None:
    assert duty().key == "lesson_booked:lesson:7:202611250100:"
