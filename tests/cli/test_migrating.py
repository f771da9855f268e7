"""`flask db` is there without Alembic, which it loads when somebody migrates."""

from sqlalchemy import create_engine, inspect

from config import Settings
from tutor.app import create_app


def test_command_makes_the_tables_and_lists_what_else_it_can(tmp_path):
    url = f"sqlite:///{tmp_path / 'new.db'}"
    app = create_app(Settings(secret_key="only for tests", database_url=url, instance=tmp_path))
    runner, tables = app.test_cli_runner(), inspect(create_engine(url)).get_table_names

    up = runner.invoke(args=["db", "upgrade"])
    made = set(tables())
    known = runner.invoke(args=["db", "--help"])

    assert (up.exit_code, known.exit_code) == (0, 0), up.output
    assert {"person", "lesson", "alembic_version"} <= made
    assert "downgrade" in known.output
    assert "db" in runner.invoke(args=["--help"]).output
