from dataclasses import replace
from pathlib import Path

import pytest

from config import ROOT
from tests.curriculum.small_curriculum import MAIN_TEXT, UNIT_TEXT, changed, write_curriculum
from tests.curriculum.test_pictures import SVG
from tests.curriculum.test_pictures import written as with_picture
from tutor.curriculum import queries
from tutor.curriculum.models import CurriculumFile, CurriculumVersion
from tutor.database import db


@pytest.fixture
def folder(app, tmp_path: Path):
    """curricula/ with the small curriculum alone."""
    before = app.extensions["settings"]
    app.extensions["settings"] = replace(before, curricula=tmp_path)
    write(tmp_path, "small")
    yield tmp_path
    app.extensions["settings"] = before


def write(folder: Path, name: str, **texts) -> Path:
    (folder / name).mkdir(exist_ok=True)
    return write_curriculum(folder / name, **texts)


@pytest.fixture
def run(app, database):
    def run(*words):
        done = app.test_cli_runner().invoke(args=["curricula", *words])
        return done.exit_code, done.output

    return run


def test_load_keeps_the_pictures(run, folder):
    with_picture(folder / "small")

    assert run("load")[0] == 0
    db.session.rollback()
    assert [kept.bytes for kept in db.session.query(CurriculumFile)] == [SVG]


def test_load_publishes_and_says_so(run, folder):
    code, output = run("load")

    assert (code, output) == (
        0,
        "small: version 1 published, 1 units, 2 skills, 3 pages, 2 stages (2 skills new, 0 retired)\n",
    )
    db.session.rollback()
    assert queries.newest("small").number == 1


def test_load_again_changes_nothing(run, folder):
    run("load")

    assert run("load") == (0, "small: unchanged, version 1\n")
    assert db.session.query(CurriculumVersion).count() == 1


def test_load_says_what_changed(run, folder):
    run("load")
    unit = changed(UNIT_TEXT, 'skills = ["tap", "home"]', 'skills = ["tap", "back"]')
    write(folder, "small", unit=unit, main=changed(MAIN_TEXT, 'key = "home"', 'key = "back"'))

    _, output = run("load")

    assert "version 2 published" in output
    assert output.endswith("(1 skills new, 1 retired)\n")


def test_load_of_one_broken_curriculum_loads_none(run, folder):
    write(folder, "zweit", main=changed(MAIN_TEXT, "core = true", 'core = "yes"'))

    assert run("load")[0] == 1
    assert db.session.query(CurriculumVersion).count() == 0


def test_load_of_one_refused_curriculum_loads_none(run, folder):
    write(folder, "zweit", main=changed(MAIN_TEXT, 'key = "small"', 'key = "zweit"'))

    code, output = run("load")

    assert code == 1
    assert "zweit: 「home」は、教材「small」で使っているkeyです。" in output
    db.session.rollback()
    assert db.session.query(CurriculumVersion).count() == 0


def test_load_of_the_real_curricula_publishes_them(run):
    code, output = run("load")

    assert code == 0, output
    assert output.count("version 1 published") == len(list((ROOT / "curricula").glob("*/curriculum.toml")))
