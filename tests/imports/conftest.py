import pytest

from tests import make
from tutor import clock


@pytest.fixture(autouse=True)
def _clock():
    clock.use(lambda: make.NOW)
    yield
    clock.use_machine()
