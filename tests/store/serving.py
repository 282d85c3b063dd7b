"""Serve a test's installation on the test's day: ``python -m tests.store.serving PORT``."""

import os
import sys
import time
from datetime import datetime, timedelta

import waitress

from dmi.app import create_app
from dmi.settings import Settings
from tests.conftest import MONDAY

BEGAN = time.monotonic()


def now() -> datetime:
    """Return the test's instant, going on."""
    return MONDAY + timedelta(seconds=time.monotonic() - BEGAN)


if __name__ == "__main__":
    app = create_app(Settings.from_env(os.environ), now)
    app.config["WTF_CSRF_ENABLED"] = False
    waitress.serve(app, host="127.0.0.1", port=int(sys.argv[1]), threads=4, ident=None)
