import pytest

from tests.web.learners import scene


@pytest.fixture
def me(app, client):
    """A learner with a card and one open homework."""
    return scene.at_home(app, client)
