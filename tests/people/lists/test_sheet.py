"""A row of an office's list, read into plain values or faulted cell by cell."""

from datetime import date

import pytest

from tests.people.lists.rows import TODAY, fault, row, values
from tutor.people.actions import Name
from tutor.people.lists import sheet
from tutor.people.models import PhoneKind, TravelMode

TUTOR = {
    "種別": "学生講師",
    "住所": "本町1-2",
    "卒業予定": "2028-03-31",
    "交通手段": "自転車",
}


def test_name_is_parted_at_its_space_whatever_its_width():
    assert values(氏名="小野寺　ツネ").name == Name("小野寺", "ツネ", "おのでら", "つね")
    assert values(氏名="小野寺ツネ", ふりがな="おのでらつね").name == Name(
        "小野寺ツネ", "", "おのでらつね", ""
    )


@pytest.mark.parametrize("typed", ["ｵﾉﾃﾞﾗ ﾂﾈ", "オノデラ ツネ", "おのでら　つね"])
def test_reading_is_kept_in_hiragana_however_it_was_written(typed):
    assert values(ふりがな=typed).name.family_reading == "おのでら"


def test_name_may_stand_in_two_columns():
    read = values(
        **{"氏名": "", "姓": "千葉", "名": "花子", "せい": "ちば", "めい": "はなこ", "ふりがな": ""}
    )

    assert read.name == Name("千葉", "花子", "ちば", "はなこ")


def test_reading_must_be_there_and_be_kana():
    assert "ふりがなを入れて" in fault(ふりがな="")
    assert "ひらがなかカタカナ" in fault(ふりがな="小野寺 つね")


def test_name_must_be_there():
    assert "お名前を入れて" in fault(氏名="")


@pytest.mark.parametrize(
    ("typed", "e164s"),
    [
        ("０１９１－２１－８６３３", ["+81191218633"]),
        ("(0191)21-8633", ["+81191218633"]),
        ("０９０ー１２３４ー５６７８", ["+819012345678"]),
        ("自宅 0191-21-8633、携帯：090-1234-5678", ["+81191218633", "+819012345678"]),
        ("0191-21-8633（自宅）", ["+81191218633"]),
        ("0191-21-8633\n0191218633", ["+81191218633"]),
        ("9012345678", ["+819012345678"]),
        ("191218633", ["+81191218633"]),
        ("+81 90-1234-5678", ["+819012345678"]),
        ("", []),
    ],
)
def test_numbers_are_read_as_offices_write_them(typed, e164s):
    assert [one.e164 for one in values(電話番号=typed).numbers] == e164s


def test_numbers_of_several_columns_come_in_their_order():
    read = values(**{"自宅電話": "0191-21-8633", "携帯電話": "090-1234-5678"})

    assert [one.e164 for one in read.numbers] == ["+81191218633", "+819012345678"]


@pytest.mark.parametrize("typed", ["090-1234", "なし", "0191-21-8633、12"])
def test_number_that_cannot_be_rung_is_a_fault(typed):
    assert fault(電話番号=typed).startswith("C2 ")


def test_birth_is_a_year_in_any_calendar():
    assert values(生年月日="昭和19年3月3日").born_year == 1944
    assert values(生年月日="1944-03-03").born_year == 1944
    assert "昭和19" in fault(生年月日="82歳")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("", PhoneKind.UNKNOWN),
        ("ｉＰｈｏｎｅ１３", PhoneKind.IPHONE),
        ("らくらくスマートフォン F-53E", PhoneKind.RAKURAKU),
        ("Xperia 10", PhoneKind.ANDROID),
        ("アンドロイド", PhoneKind.ANDROID),
        ("ガラケー", PhoneKind.NONE),
        ("まだ持っていない", PhoneKind.NONE),
    ],
)
def test_telephone_is_known_by_its_usual_names(typed, kind):
    assert values(機種=typed).phone_kind == kind


def test_unknown_telephone_is_asked_for():
    assert "iPhone、Android、らくらく" in fault(機種="ウインドウズ")


def test_postcode_that_lost_its_0_gets_it_back():
    assert values(郵便番号="28-6101", 住所="本町1").home.postcode == "0286101"
    assert "7けた" in fault(郵便番号="12345")


def test_too_long_is_said():
    assert "40文字まで" in fault(氏名="あ" * 41)


def test_tutor_by_the_column_or_by_the_name_of_the_sheet():
    assert values(**TUTOR).tutor is not None
    assert values(種別="受講者").tutor is None
    assert "「受講者」か「学生講師」" in fault(種別="犬")
    assert sheet._is_tutor("", sheet="学生講師")
    assert not sheet._is_tutor("", sheet="Sheet1")


def test_tutor_is_read_with_what_is_usual_where_nothing_is_said():
    tutor = values(**TUTOR, 教えられること="iPhone、アンドロイド・LINE／経験者", 性別="女").tutor

    assert tutor == sheet.TutorValues(
        TravelMode.BICYCLE,
        TODAY,
        date(2028, 3, 31),
        5,
        2,
        ("android", "experienced", "iphone", "line", "woman"),
    )


def test_month_of_graduation_lasts_to_its_end():
    assert values(**TUTOR | {"卒業予定": "令和10年2月"}).tutor.until == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"卒業予定": ""}, "卒業予定を、2028-03-31"),
        ({"卒業予定": "2020-03-31"}, "始める日よりあと"),
        ({"交通手段": "馬"}, "徒歩、自転車、バス、車"),
        ({"教えられること": "料理"}, "「料理」は読み取れません"),
        ({"週の上限": "たくさん"}, "1から20まで"),
        ({"1日の上限": "0"}, "1から20まで"),
        ({"住所": ""}, "学生講師の住所か町"),
    ],
)
def test_wrong_cell_of_a_tutor_says_what_would_be_right(cells, says):
    assert says in fault(**TUTOR | cells)


def test_each_wrong_cell_of_a_row_is_named():
    one = row(ふりがな="", 電話番号="12", 機種="?", 生年月日="むかし")
    sheet.read(one, today=TODAY)

    assert [found.heading for found in one.faults] == ["ふりがな", "電話番号", "生年月日", "電話機"]
