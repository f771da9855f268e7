"""Small workbooks for tests, as an office would keep them."""

import io
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook


def book(*rows: tuple[Any, ...], change: Callable[[Any], None] | None = None) -> bytes:
    """One sheet; `change` merges cells, sets formats and the like."""
    made = Workbook()
    for row in rows:
        made.active.append(row)
    if change:
        change(made.active)
    return saved(made)


def saved(made: Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
