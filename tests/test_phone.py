"""Telephone numbers as they are written in Japan."""

import pytest

from tutor import phone
from tutor.errors import Refused
from tutor.phone import NumberKind


@pytest.mark.parametrize(
    ("typed", "e164", "kind"),
    [
        ("0191-21-8633", "+81191218633", NumberKind.LANDLINE),
        ("０９０－１２３４－５６７８", "+819012345678", NumberKind.MOBILE),
        ("090ー1234ー5678", "+819012345678", NumberKind.MOBILE),
        (" 060 1234 5678 ", "+816012345678", NumberKind.MOBILE),
        ("050-1234-5678", "+815012345678", NumberKind.IP),
        ("04992-2-1234", "+81499221234", NumberKind.LANDLINE),
        ("0120-123-456", "+81120123456", NumberKind.OTHER),
    ],
)
def test_number_is_read_whatever_its_width(typed, e164, kind):
    assert phone.read(typed) == phone.Number(e164, kind)


@pytest.mark.parametrize("typed", ["", "117", "090-1234", "はい", "060-0123-4567", "９" * 400])
def test_number_that_cannot_be_rung_is_refused_with_a_way_out(typed):
    with pytest.raises(Refused, match="市外局番から"):
        phone.read(typed)


def test_only_mobile_numbers_take_texts():
    assert phone.read("060-1234-5678").takes_texts
    assert not phone.read("050-1234-5678").takes_texts


def test_number_is_shown_with_the_dashes_of_its_area():
    assert phone.shown("+81191218633") == "0191-21-8633"


@pytest.mark.parametrize("reported", ["+99999", "+8190"])
def test_what_the_network_reports_is_kept_and_shown_even_when_nobody_can_ring_it(reported):
    assert phone.reported(reported) == phone.Number(reported, NumberKind.OTHER)
    assert phone.shown(reported)
