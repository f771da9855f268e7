"""A file to take away that runs nothing."""

import csv
import io

import pytest

from tutor.reports.table import csv_text


def cells(*row):
    text = csv_text([row])
    assert text.startswith("\ufeff")
    return next(csv.reader(io.StringIO(text[1:])))


@pytest.mark.parametrize("cell", ["=1+1", "+81", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "-"])
def test_cell_that_would_run_is_made_text(cell):
    assert cells(cell) == [f"'{cell}"]


def test_other_cells_stay():
    assert cells("川岸", 120, "a=b", "3未満") == ["川岸", "120", "a=b", "3未満"]


def test_number_below_zero_stays_a_number():
    assert cells(-3) == ["-3"]


def test_commas_quotes_and_lines_stay_in_their_cell():
    assert cells('本町, "上"\n下', 1) == ['本町, "上"\n下', "1"]
