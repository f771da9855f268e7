"""The only place that reads the time of day. Everybody else is given `now`."""

from collections.abc import Callable
from datetime import UTC, datetime


def _machine() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 -- this module is the one that may


_source: Callable[[], datetime] = _machine


def now() -> datetime:
    """Aware, in UTC."""
    return _source()


def use(source: Callable[[], datetime]) -> None:
    """Read another clock from here on: the demo's, or a test's."""
    global _source
    _source = source


def use_machine() -> None:
    use(_machine)
