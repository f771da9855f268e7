"""A town is complete or not there; a real database is never taken for one."""

import pytest

from tutor.demo import building, cast
from tutor.demo.cast import Player

PLAYER = Player("beginner", "beginner", "長谷川 京子", "はせがわ きょうこ", "みどり野市", card="0123456789")


def build(folder):
    database = building.prepare(folder)
    database.write_text("a town")
    cast.write([PLAYER], building.cast_beside(database))
    return database


def killed(_built):
    raise KeyboardInterrupt


def test_town_is_there_once_it_was_put_in_place(tmp_path):
    building.put_in_place(build(tmp_path), tmp_path)

    assert building.is_filled(tmp_path)
    assert cast.read(tmp_path / cast.FILE) == [PLAYER]


def test_town_half_built_is_not_there_and_the_next_start_begins_anew(tmp_path):
    build(tmp_path)
    assert not building.is_filled(tmp_path)

    again = building.prepare(tmp_path)

    assert not list(tmp_path.glob("building*"))
    assert again.parent == tmp_path


def test_whoever_is_killed_while_putting_in_place_leaves_no_town(tmp_path, monkeypatch):
    building.put_in_place(build(tmp_path), tmp_path)
    second = build(tmp_path)
    monkeypatch.setattr(building, "cast_beside", killed)

    with pytest.raises(KeyboardInterrupt):
        building.put_in_place(second, tmp_path)

    assert not building.is_filled(tmp_path)


def test_new_town_takes_clock_and_messages_of_the_old_one_away(tmp_path):
    for name in ("clock.json", "messages.jsonl", "tutor.db-wal", "tutor.db-shm"):
        (tmp_path / name).write_text("old")

    building.put_in_place(build(tmp_path), tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "cast.json",
        "this-is-a-demo",
        "tutor.db",
    ]


def test_town_of_an_older_edition_is_not_there(tmp_path, monkeypatch):
    building.put_in_place(build(tmp_path), tmp_path)
    monkeypatch.setattr(cast, "EDITION", cast.EDITION + 1)

    assert not building.is_filled(tmp_path)


def test_real_database_is_refused_and_kept(tmp_path):
    (tmp_path / "tutor.db").write_text("real people")

    with pytest.raises(building.NotADemo, match="make demo"):
        building.prepare(tmp_path)

    assert (tmp_path / "tutor.db").read_text() == "real people"
