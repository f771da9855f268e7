"""What `flask` and waitress load."""

import gc
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
    # The pages too stay for good: no search for garbage among them in the middle of a request.
    gc.freeze()
    return app
