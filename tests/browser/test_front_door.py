"""What only a browser shows of the front door."""

import pytest

pytestmark = pytest.mark.browser


def test_front_page_fits_a_phone_without_sideways_scrolling(page):
    page.goto("/")

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_text_size_grows_when_pressed(page):
    page.goto("/")
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")

    page.get_by_role("button", name="特大").click()

    # A press returns before the next page has its style sheet.
    page.wait_for_function(
        "least => parseFloat(getComputedStyle(document.body).fontSize) >= least", arg=before * 1.4
    )
