"""What `flask` and waitress load."""

import sys

from config import BadSetting, from_environment
from tutor.app import create_app

try:
    app = create_app(from_environment())
except BadSetting as wrong:
    sys.exit(f"{wrong}")
