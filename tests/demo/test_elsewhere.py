"""Outside the demo there is no other clock, nobody to be tried, and no bar."""

import pytest

from tests.demo.test_pages import PAGES, ROUTES
from tutor import clock


@pytest.mark.parametrize("address", ROUTES)
def test_demo_addresses_are_not_there(client, address):
    assert client.post(address).status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_demo_pages_are_not_there(client, address):
    assert client.get(address).status_code == 404


def test_front_page_has_neither_bar_nor_persons(client):
    text = client.get("/").get_data(as_text=True)

    assert "見本の町" not in text
    assert "この町の人として入る" not in text


def test_clock_is_the_machine_s(app):
    assert clock._source is clock._machine
    assert "demo_clock" not in app.extensions
