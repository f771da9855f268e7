"""Two cities: ours, and another."""

import pytest

from tests import make
from tests.curriculum.real import few_units
from tests.scene import fill
from tutor.database import db
from tutor.messaging.wording import load_wordings


@pytest.fixture(scope="module")
def content():
    return few_units()


@pytest.fixture
def cities(app, client, content):
    """Ours, in which everybody below is at home; and theirs."""
    with app.app_context():
        load_wordings(make.NOW)
        ours, theirs = fill(app, content), fill(app, content)
        db.session.commit()
    return ours, theirs
