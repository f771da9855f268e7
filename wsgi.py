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
    # What is loaded for good is no garbage: looking through it takes 0.1 s of somebody's request.
    gc.freeze()
    return app
