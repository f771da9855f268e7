"""Files of jobs hold names: nobody else reads them, and they go after a day."""

import stat
from datetime import timedelta

from tests import make
from tutor.jobs import files


def test_folder_is_closed_to_others(tmp_path):
    found = files.folder(tmp_path / "instance", "papers")

    assert stat.S_IMODE(found.stat().st_mode) == 0o700
    assert files.folder(tmp_path / "instance", "papers") == found


def test_what_lies_longer_than_a_day_goes_and_the_rest_stays(tmp_path):
    folder = files.folder(tmp_path, "papers")
    old, new = folder / "old.pdf", folder / "new.pdf"
    for path, age in ((old, 25), (new, 23)):
        path.write_bytes(b"x")
        files.date(path, make.NOW - timedelta(hours=age))

    assert files.forget_old(tmp_path, now=make.NOW) == 1
    assert list(folder.iterdir()) == [new]


def test_a_house_without_any_files_has_nothing_to_forget(tmp_path):
    assert files.forget_old(tmp_path, now=make.NOW) == 0
