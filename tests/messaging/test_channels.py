"""By which number and which way somebody is reached."""

from datetime import UTC, datetime

import pytest

from tutor.messaging import channels
from tutor.messaging.channels import Recipient
from tutor.messaging.models import Channel
from tutor.people.models import ContactPoint, Person
from tutor.phone import NumberKind


def point(id_: int, kind: NumberKind, stopped: datetime | None = None) -> ContactPoint:
    return ContactPoint(id=id_, kind=kind, provider_stopped_at=stopped)


def person(id_: int, name: str = "千葉") -> Person:
    return Person(id=id_, family_name=name)


def test_a_mobile_is_texted_even_when_the_landline_comes_first() -> None:
    home, mobile = point(1, NumberKind.LANDLINE), point(2, NumberKind.MOBILE)
    assert channels.choose([home, mobile]) == (mobile, Channel.SMS)


@pytest.mark.parametrize("kind", [NumberKind.LANDLINE, NumberKind.IP])
def test_what_takes_no_text_is_rung_by_a_machine_where_there_is_one(kind: NumberKind) -> None:
    home = point(1, kind)
    assert channels.choose([home]) == (home, Channel.VOICE)
    assert channels.choose([home], shut={Channel.VOICE}) == (home, Channel.STAFF_CALL)


def test_another_kind_of_number_is_rung_by_staff() -> None:
    abroad = point(1, NumberKind.OTHER)
    assert channels.choose([abroad]) == (abroad, Channel.STAFF_CALL)


def test_a_mobile_that_told_the_provider_to_stop_is_rung_by_staff() -> None:
    stopped = point(1, NumberKind.MOBILE, datetime(2026, 11, 1, tzinfo=UTC))
    assert channels.choose([stopped]) == (stopped, Channel.STAFF_CALL)


def test_without_any_number_it_is_still_on_the_ring_list() -> None:
    assert channels.choose([]) == (None, Channel.STAFF_CALL)


def test_a_couple_with_one_number_is_one_recipient() -> None:
    shared, own = point(1, NumberKind.MOBILE), point(2, NumberKind.MOBILE)
    wife, husband, friend = person(1), person(2), person(3, "佐藤")
    points = {1: [shared], 2: [shared], 3: [own]}
    found = channels.group([wife, husband, friend], points=lambda who: points[who.id])
    assert [(one.people, one.point) for one in found] == [((wife, husband), shared), ((friend,), own)]
    assert found[0].names.said("ja") == "千葉"


def test_two_without_a_number_are_two_recipients() -> None:
    found = channels.group([person(1), person(2)], points=lambda who: [])
    assert [one.key for one in found] == ["person-1", "person-2"]


def test_a_couple_with_two_names_is_named_by_both() -> None:
    both = Recipient((person(1, "千葉"), person(2, "佐藤")), None, Channel.STAFF_CALL)
    assert both.names.said("ja") == "千葉様・佐藤"


def test_a_copy_has_a_key_and_names_of_its_own() -> None:
    mobile = point(5, NumberKind.MOBILE)
    copy = Recipient((person(1, "及川"),), mobile, Channel.SMS, copy_about=(person(2, "千葉"),))
    assert (copy.key, copy.names.said("ja")) == ("copy-number-5", "千葉")
