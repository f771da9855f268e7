from pathlib import Path

from tests import make
from tests.cli.test_content import folder, run, write
from tests.curriculum.package.bags import bag, small
from tests.curriculum.small_curriculum import UNIT_TEXT, changed
from tutor.actor import WORKER
from tutor.curriculum import queries
from tutor.curriculum.actions import publish
from tutor.curriculum.models import CurriculumVersion, Origin
from tutor.curriculum.reader import read_files
from tutor.database import db

__all__ = ["folder", "run"]  # fixtures

LATER = changed(UNIT_TEXT, "もどれます。", "いつでももどれます。")


def in_browser(now) -> None:
    publish(read_files(small(LATER)), by=WORKER, now=now, origin=Origin.BROWSER)
    db.session.commit()


def test_a_version_goes_out_as_a_file_and_comes_in_again(run, folder: Path, tmp_path: Path):
    run("load")
    file = tmp_path / "small.zip"

    code, said = run("export", "small", str(file))

    assert (code, said.startswith(f"small: version 1 written to {file}, ")) == (0, True)
    assert run("import", str(file)) == (0, "small: unchanged, version 1\n")


def test_an_older_version_can_be_written_too(run, folder: Path, tmp_path: Path):
    run("load")
    write(folder, "small", unit=LATER)
    run("load")

    assert "version 1 written" in run("export", "small", "--version", "1", str(tmp_path / "old.zip"))[1]
    assert (
        "small has versions 1 to 2." in run("export", "small", "--version", "3", str(tmp_path / "x.zip"))[1]
    )
    assert "There is no curriculum big." in run("export", "big", str(tmp_path / "x.zip"))[1]


def test_a_file_that_cannot_be_taken_changes_nothing(run, folder: Path, tmp_path: Path):
    (tmp_path / "bad.zip").write_bytes(b"PK")

    code, said = run("import", str(tmp_path / "bad.zip"))

    assert (code, "教材のファイルが読めません" in said) == (1, True)
    assert run("import", str(tmp_path / "none.zip"))[0] == 1


def test_a_conflict_says_what_differs_and_is_taken_by_decision_only(run, folder: Path, tmp_path: Path):
    run("load")
    file = tmp_path / "other.zip"
    file.write_bytes(bag(small(LATER)).getvalue())

    code, said = run("import", str(file))

    assert code == 1
    assert "これのもとになった版ではありません" in said
    assert "  さわる: ページ「もどる」の文が変わりました。" in said
    assert db.session.query(CurriculumVersion).count() == 1
    assert "small: version 2 published, 1 units" in run("import", str(file), "--over")[1]


def test_diff_says_what_the_folder_would_change(run, folder: Path):
    run("load")
    assert run("diff", "small") == (0, "Nothing changed.\n")

    write(folder, "small", unit=LATER)
    assert run("diff", "small") == (0, "  さわる: ページ「もどる」の文が変わりました。\n")

    run("load")
    assert run("diff", "small", "1", "2") == (0, "  さわる: ページ「もどる」の文が変わりました。\n")
    assert run("diff", "small", "1")[0] == 2


def test_diff_of_what_is_not_in_the_folder_says_so(run, folder: Path):
    run("load")
    (folder / "small").rename(folder / "away")

    assert "has no folder small." in run("diff", "small")[1]


def test_load_does_not_go_over_what_was_made_in_the_browser(run, folder: Path):
    run("load")
    in_browser(make.NOW)
    write(folder, "small", unit=changed(UNIT_TEXT, "もどれます。", "すぐにもどれます。"))

    code, said = run("load")

    assert code == 1
    assert "これのもとになった版ではありません" in said
    assert "flask curricula export small small.zip" in said
    assert queries.newest("small").number == 2
    assert "version 3 published" in run("load", "--over")[1]
