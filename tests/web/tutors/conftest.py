import pytest

from tests.web.tutors import scene


@pytest.fixture
def visit(app, client):
    """A visit to one learner, ten minutes after its beginning."""
    return scene.going_on(app, client)
