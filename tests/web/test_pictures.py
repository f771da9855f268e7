"""The address of a picture of the course content."""

import pytest

from tests import make
from tutor.curriculum.models import CurriculumFile
from tutor.database import db

pytestmark = pytest.mark.one_database
HASH = "a" * 64


@pytest.fixture
def picture(database, client):
    make.add(CurriculumFile(hash=HASH, media_type="image/svg+xml", bytes=b"<svg/>"))
    db.session.commit()
    return client


def test_anybody_gets_a_picture_as_it_was_kept(picture):
    answer = picture.get(f"/content/{HASH}")

    assert (answer.status_code, answer.data, answer.content_type) == (200, b"<svg/>", "image/svg+xml")


def test_a_drawing_opened_by_itself_can_run_and_load_nothing(picture):
    headers = picture.get(f"/content/{HASH}").headers

    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_browser_asks_once_and_a_shared_cache_keeps_nothing(picture):
    answer = picture.get(f"/content/{HASH}")

    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    again = picture.get(f"/content/{HASH}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("name", ["b" * 64, HASH[:-1], "%00", "..%2f..", "あ"])
def test_a_picture_nobody_put_there_is_not_found(picture, name):
    assert picture.get(f"/content/{name}").status_code == 404
