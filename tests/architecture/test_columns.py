"""Every text column says whether it is about a person: erasure walks the marks."""

import sqlalchemy as sa

from tutor.database import Model


def test_every_text_column_is_marked(app):
    unmarked = [
        f"{table.name}.{column.name}"
        for table in Model.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, sa.String) and "personal" not in column.info
    ]

    assert unmarked == []
