"""`flask curricula check`: what it counts, what it names, and what it only asks to look at."""

from urllib.error import HTTPError

import pytest

from tests.cli.test_content import folder, run, write
from tests.curriculum.small_curriculum import MAIN_TEXT, UNIT_TEXT, changed, line_of
from tests.curriculum.test_courses import COURSE
from tests.curriculum.test_pictures import written as with_picture
from tests.curriculum.test_unit_asks import FACT, with_fact
from tests.curriculum.test_variants import BESIDE, ENGLISH
from tutor.cli import links
from tutor.curriculum import queries

__all__ = ["folder", "run"]  # fixtures


def test_check_says_what_is_there_and_changes_nothing(run, folder):
    assert run("check") == (
        0,
        "small: 1 units, 2 skills, 3 pages, 2 stages\n"
        "  1 pages with steps for each phone\n"
        "  1 dates to check again\n"
        "  check again by 2027-10-01 touch\n",
    )
    assert queries.newest("small") is None


def test_check_says_what_must_be_looked_at_again_the_overdue_first(run, folder):
    later = FACT.replace("2027-04-01", "2030-04-01")
    unit = with_fact(later + FACT.replace("2027-04-01", "2020-04-01"))
    write(folder, "small", unit=unit)

    assert run("check")[1].splitlines()[2:] == [
        "  3 dates to check again",
        "  overdue since 2020-04-01 touch 受付は17時まで",
        "  check again by 2027-10-01 touch",
        "  check again by 2030-04-01 touch 受付は17時まで",
    ]


def test_check_counts_languages_courses_and_pictures(run, folder):
    with_picture(folder / "small")
    (folder / "small" / "curriculum.toml").write_text(MAIN_TEXT + COURSE, encoding="utf-8")
    (folder / "small" / BESIDE).write_text(ENGLISH, encoding="utf-8")

    assert run("check")[1].splitlines()[2:5] == ["  en: 1 units", "  course first: 1 lessons", "  1 pictures"]


def test_check_names_every_mistake_with_file_and_line(run, folder):
    unit = changed(UNIT_TEXT, "minutes = 30", "minutes = 3")
    main = changed(MAIN_TEXT, 'theme = "話します。"', 'theme = ""')
    write(folder, "small", unit=unit, main=main)
    write(folder, "zweit", main=changed(MAIN_TEXT, "core = true", 'core = "yes"'))

    empty, wrong = line_of(main, 'theme = ""'), line_of(MAIN_TEXT, "core = true")

    code, output = run("check")

    assert code == 1
    assert "3 to mend." in output
    assert f"\nsmall/curriculum.toml:{empty}: 「theme」が空です" in output
    assert "\nsmall/units/01-touch.md:5: 「minutes」は5から90まで" in output
    assert f"\nzweit/curriculum.toml:{wrong}: 「core」は" in output


def test_check_wants_the_folder_to_have_the_name_of_the_key(run, folder):
    write(folder, "copy")

    code, output = run("check")

    assert code == 1
    assert 'copy/curriculum.toml: its key is "small".' in output


def test_check_of_an_empty_folder_says_so(run, folder):
    (folder / "small" / "curriculum.toml").unlink()

    code, output = run("check")

    assert code == 1
    assert "No curriculum.toml" in output


def test_check_says_what_the_town_still_has_to_write(run, folder):
    write(
        folder,
        "small",
        unit=changed(UNIT_TEXT, "もどれます。", "〔市で書く：電話〕と〔市で書く：時間〕です。"),
    )

    assert run("check")[1].splitlines()[-1] == "  for the town to write: touch 電話、時間"


def test_check_says_what_to_look_at_and_that_it_keeps_nobody_from_loading(run, folder):
    unit = changed(UNIT_TEXT, "もどれます。", "アプリでもどれます。")
    write(folder, "small", unit=unit)
    (folder / "words.toml").write_text('explained = ["アプリ"]', encoding="utf-8")

    code, output = run("check")

    assert code == 0
    assert output.splitlines()[-2] == "  1 to look at, which keep nobody from loading:"
    place = f"  small/units/01-touch.md:{line_of(unit, 'アプリ')}: 「アプリ」の説明が"
    assert output.splitlines()[-1].startswith(place)
    assert run("load")[0] == 0


def test_check_names_mistakes_in_the_list_of_words(run, folder):
    (folder / "words.toml").write_text("hard = []", encoding="utf-8")

    code, output = run("check")

    assert code == 1
    assert "words.toml:1: 「hard」という項目はありません" in output


def failing(**errors):
    asked = []

    def fetch(target):
        asked.append(target)
        if error := errors.get(target.removeprefix("https://").partition(".")[0]):
            raise error

    return fetch, asked


def listed(name="units/01-touch.md"):
    return [
        links.Link(name, number, target)
        for number, target in (
            (1, "https://a.jp/"),
            (2, "https://b.jp/"),
            (3, "https://b.jp/"),
            (3, "tel:188"),
        )
    ]


def test_links_are_asked_once_each_and_only_on_the_internet(monkeypatch):
    fetch, asked = failing()
    monkeypatch.setattr(links, "fetch", fetch)

    assert links.unanswered(listed()) == []
    assert asked == ["https://a.jp/", "https://b.jp/"]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (HTTPError("https://b.jp/", 404, "Not Found", None, None), "「https://b.jp/」は開けません（404）"),
        (TimeoutError(), "「https://b.jp/」から、5秒のうちに返事がありません"),
        (OSError("no network"), "ここから外のページが見られないのかもしれません"),
        (ValueError("no host"), "5秒のうちに返事がありません"),
    ],
)
def test_what_does_not_open_is_named_wherever_it_stands(monkeypatch, error, sentence):
    monkeypatch.setattr(links, "fetch", failing(b=error)[0])

    problems = links.unanswered(listed())

    assert [problem.line for problem in problems] == [2, 3]
    assert all(sentence in problem.sentence for problem in problems)


def test_check_asks_links_only_when_told_to(run, folder, monkeypatch):
    write(folder, "small", unit=changed(UNIT_TEXT, "もどれます。", "[市](https://a.jp/)のページです。"))
    fetch, asked = failing(a=TimeoutError())
    monkeypatch.setattr(links, "fetch", fetch)

    assert "https://a.jp/" not in run("check")[1]
    assert asked == []
    assert "「https://a.jp/」から、5秒のうちに" in run("check", "--links")[1]


@pytest.mark.parametrize("target", ["http://127.0.0.1:9/", "http://[::1/"])
def test_a_closed_door_is_an_answer_too(target):
    (problem,) = links.unanswered([links.Link("a", 1, target)])

    assert "返事がありません" in problem.sentence
