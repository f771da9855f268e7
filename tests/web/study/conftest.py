import pytest

from tests.web.study import scene


@pytest.fixture
def reader(app, client):
    """Somebody with a short code and nothing else."""
    return scene.lent(app, client)
