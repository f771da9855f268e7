"""What `flask` and waitress load."""

import sys

from flask import Flask

from config import BadSetting, from_environment
from tutor.app import create_app
from tutor.web import compile_pages

try:
    app = create_app(from_environment())
except BadSetting as wrong:
    sys.exit(f"{wrong}")


def served() -> Flask:
    """What a web process serves."""
    compile_pages(app)
    return app
