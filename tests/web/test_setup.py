"""What is done once, before anybody asks."""

from pathlib import Path

import pytest

from config import Settings
from tutor.app import create_app
from tutor.web import compile_pages

pytestmark = pytest.mark.one_database


def test_served_no_page_is_left_to_be_compiled(tmp_path):
    app = create_app(Settings(secret_key="only for tests", database_url="sqlite://", instance=tmp_path))

    compile_pages(app)

    pages = Path(app.root_path) / "web" / "templates"
    compiled = {name for _loader, name in app.jinja_env.cache}
    assert compiled == {str(path.relative_to(pages)) for path in pages.rglob("*.html")}
