"""Files of points are read strictly: what is wrong is named with its line and field."""

import json

import pytest

from tutor.errors import Refused
from tutor.places.point_file import read_points

HEADER = "city,town,koaza,lat,lng\n"


@pytest.fixture
def written(tmp_path):
    def write(text, name="towns.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        return path

    return write


def test_csv_gives_towns_and_koaza(written):
    path = written(HEADER + "一関市,赤荻,,38.93,141.09\n一関市,赤荻,桜町,38.94,141.1\n", encoding="utf-8-sig")

    town, koaza = read_points(path, city="").points

    assert (town.city, town.town, town.koaza, town.lat, town.lng) == ("一関市", "赤荻", "", 38.93, 141.09)
    assert koaza.koaza == "桜町"


def test_json_of_a_city_gives_the_same(written):
    entries = [{"town": "大字浜", "koaza": "", "lat": 33.78, "lng": 132.69}]

    (point,) = read_points(written(json.dumps(entries), "masaki.json"), city="松前町").points

    assert (point.city, point.town, point.lat) == ("松前町", "大字浜", 33.78)


def test_rows_without_a_point_or_a_town_are_counted_and_left_out(written):
    entries = [
        {"town": "しらゆり", "koaza": "", "lat": None, "lng": None},
        {"town": "大字浜", "koaza": None, "lat": 33.78, "lng": 132.69},
    ]
    read = read_points(written(json.dumps(entries), "x.json"), city="松前町")

    assert (len(read.points), read.without_point) == (1, 1)
    csv = read_points(written(HEADER + "一関市,,,38.9,141.1\n一関市,本町,,,\n"), city="")
    assert (len(csv.points), csv.without_point) == (0, 2)


def test_table_of_postcodes_serves_as_a_table_of_towns(written):
    text = "postcode,pref,city,town,lat,lng,level\n7900064,愛媛県,松山市,愛光町,33.84,132.74,town\n"

    assert read_points(written(text), city="").points[0].town == "愛光町"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "1行目に「city、town、lat、lng」"),
        ("city,town,lat\n", "1行目に「lng」"),
        (HEADER.replace("koaza", "azana"), "「azana」は、知らない列"),
        (HEADER + "一関市,赤荻,,北,141.1\n", "2行目 の lat「北」"),
        (HEADER + "一関市,赤荻,,141.1,38.9\n", "2行目 の lat「141.1」"),
        (HEADER + "一関市,赤荻,,nan,38.9\n", "2行目 の lat「nan」"),
        (HEADER + "一関市,赤荻,,38.9\n", "2行目 の列の数"),
        (HEADER + "一関市,赤荻,,38.9,141.1,1\n", "2行目 の列の数"),
        (HEADER + f"一関市,{'あ' * 61},,38.9,141.1\n", "2行目 の town が長すぎ"),
        (HEADER + "一関市,赤荻,,38.9,141.1\n一関市,赤荻,,38.8,141.1\n", "3行目 の「赤荻」は、2行目"),
    ],
)
def test_wrong_csv_is_refused_with_line_and_field(written, text, says):
    with pytest.raises(Refused) as refusal:
        read_points(written(text), city="")

    assert says in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "JSON として読めません"),
        ("{}", "町の並び"),
        ('[{"town": "浜"}]', "1番目 に town、koaza、lat、lng"),
        ("[7]", "1番目"),
        ('[{"town": 7, "koaza": "", "lat": 33, "lng": 132}]', "文字ではありません"),
        ('[{"town": "浜", "koaza": "", "lat": [], "lng": 132}]', "lat「[]」"),
    ],
)
def test_wrong_json_is_refused_with_its_entry(written, text, says):
    with pytest.raises(Refused) as refusal:
        read_points(written(text, "x.json"), city="松前町")

    assert says in str(refusal.value)


def test_other_encoding_says_how_to_mend_it(written):
    with pytest.raises(Refused, match="UTF-8 で保存"):
        read_points(written(HEADER + "一関市,赤荻,,1,2\n", encoding="cp932"), city="")
