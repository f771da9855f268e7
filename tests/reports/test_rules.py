"""How figures are counted and shown."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from tutor.reports import rules
from tutor.reports.rules import Came, Shown

NOON = datetime(2026, 6, 1, 3, tzinfo=UTC)


def came(learner, *, days=0, stage=None, age_band=None, town=None):
    return Came(learner, NOON + timedelta(days=days), stage, age_band, town)


def words(counts):
    return {label: str(number) for label, number in rules.guarded(counts)}


def test_each_learner_counts_once_as_in_the_last_lesson():
    found = rules.latest([came(1, days=9, stage=2), came(2, stage=1), came(1, stage=1)])

    assert {one.learner: one.stage for one in found} == {1: 2, 2: 1}


def test_fiscal_year_runs_from_april_to_march():
    year = rules.months(2026)

    assert (year[0], year[8], year[9], year[-1]) == (
        date(2026, 4, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
        date(2027, 3, 1),
    )


def test_months_are_japanese_ones_and_end_with_the_present():
    # 15:30 UTC on 31 May is the first of June in Japan.
    moments = [datetime(2026, 5, 31, 15, 30, tzinfo=UTC), NOON, datetime(2026, 3, 31, 3, tzinfo=UTC)]

    found = rules.by_month(moments, year=2026, today=date(2026, 6, 30))

    assert found == [(date(2026, 4, 1), 0), (date(2026, 5, 1), 0), (date(2026, 6, 1), 2)]


def test_months_of_a_year_to_come_are_none():
    assert rules.by_month([NOON], year=2027, today=date(2026, 6, 30)) == []


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"川岸": 5, "本町": 0}, {"川岸": "5", "本町": "0"}),
        ({"川岸": 2, "本町": 1}, {"川岸": "3未満", "本町": "3未満"}),
        ({"川岸": 3, "本町": 9}, {"川岸": "3", "本町": "9"}),
        ({"川岸": 1, "本町": 9, "上町": 4}, {"川岸": "3未満", "本町": "9", "上町": "伏せています"}),
        ({"川岸": 2}, {"川岸": "3未満"}),
        ({}, {}),
    ],
)
def test_small_numbers_are_not_shown_and_cannot_be_worked_out(counts, shown):
    assert words(counts) == shown


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 8), max_size=6))
def test_no_small_number_is_ever_written_and_none_hides_alone(counts):
    shown = words(counts)

    assert not {"1", "2"} & set(shown.values())
    hidden = [label for label, text in shown.items() if not text.isdecimal()]
    plain = [label for label in counts if label not in hidden and counts[label]]
    assert len(hidden) != 1 or not plain


def test_hidden_number_draws_a_bar_that_tells_nothing():
    (_, one), (_, two) = rules.guarded({"川岸": 1, "本町": 2})

    assert one == two
    assert f"{escape(Shown(2, '3未満'))}" == "3未満"


def test_labels_come_in_their_order_then_others_then_unknown():
    counts = {"本町": 1, None: 2, "もとの町": 3}

    assert list(rules.ordered(counts, ["川岸", "本町"], "わかりません").items()) == [
        ("川岸", 0),
        ("本町", 1),
        ("もとの町", 3),
        ("わかりません", 2),
    ]
    assert rules.ordered({}, ["川岸"], "わかりません") == {"川岸": 0}
