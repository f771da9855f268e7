"""`flask places import`: files in, one sentence a kind out."""

import pytest

from tests import make
from tutor.database import db
from tutor.places.models import PostcodeTown, Town

TOWNS = """city,town,koaza,lat,lng
一関市,赤荻,,38.93,141.09
一関市,赤荻,桜町,38.94,141.1
奥州市,水沢,,39.1,141.1
"""
CODES = "postcode,city,town,reading\n0210041,一関市,赤荻,アコオギ\n0210000,一関市,,\n0210009,一関市,新町,\n"


@pytest.fixture
def run(app, database, tmp_path):
    make.municipality(name="一関市", code5="03209")
    db.session.commit()

    def call(*arguments, **files):
        for name, text in files.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        full = [str(tmp_path / one) if one.endswith((".csv", ".json")) else one for one in arguments]
        return app.test_cli_runner().invoke(args=["places", "import", *full])

    return call


def test_towns_come_in_and_other_cities_are_counted(run):
    result = run("towns", "towns.csv", towns=TOWNS)

    assert result.exit_code == 0, result.output
    assert "town: 1 new, 0 changed\nkoaza: 1 new" in result.output
    assert "1 rows of 1 cities" in result.output
    assert "homes: 0 moved" in result.output
    assert db.session.query(Town).one().source == "Geolonia 住所データ (CC BY 4.0)"


def test_postcodes_come_in_and_say_what_is_missing(run):
    run("towns", "towns.csv", towns=TOWNS)

    result = run("postcodes", "codes.csv", codes=CODES)

    assert "postcode: 1 new, 0 changed\nreading: 0 new, 1 changed" in result.output
    assert "1 postcodes stand for the rest of a city" in result.output
    assert "0210009 一関市新町" in result.output
    assert db.session.query(PostcodeTown).one().town.reading == "あこおぎ"


def test_wrong_file_is_named_by_its_line_and_nothing_is_kept(run):
    result = run("towns", "towns.csv", towns=TOWNS + "一関市,萩荘,,x,141\n")

    assert result.exit_code == 1
    assert "5行目 の lat「x」" in result.output
    assert db.session.query(Town).count() == 0


def test_json_needs_to_be_told_its_city(run, tmp_path):
    (tmp_path / "x.json").write_text('[{"town": "赤荻", "koaza": "", "lat": 38.9, "lng": 141.1}]')

    assert "--city" in run("towns", "x.json").output
    assert "town: 1 new" in run("towns", "x.json", "--city", "03209").output


def test_house_without_a_city_says_what_comes_first(app, database, tmp_path):
    (tmp_path / "towns.csv").write_text(TOWNS, encoding="utf-8")

    result = app.test_cli_runner().invoke(args=["places", "import", "towns", str(tmp_path / "towns.csv")])

    assert "flask office municipality" in result.output
