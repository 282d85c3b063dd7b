"""Static files carry a stamp of their content in their addresses, so that a browser keeps them."""

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

A_YEAR = 365 * 24 * 3600
KEPT = frozenset({"static", "bootstrap.static"})


def install(app: Flask) -> None:
    """Put the stamp into the addresses that pages give, and let what bears it be kept a year.

    What a sheet asks for itself (the fonts) bears none, and is asked for anew each time.
    """
    stamp = _stamp(str(app.static_folder))

    @app.after_request
    def keep(response: Response) -> Response:
        if request.endpoint in KEPT and request.args.get("v") == stamp:
            response.cache_control.no_cache = None
            response.cache_control.max_age = A_YEAR
        return response

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint in KEPT:
            values.setdefault("v", stamp)


@lru_cache(maxsize=1)
def _stamp(folder: str) -> str:
    told = hashlib.sha256(version("bootstrap-flask").encode())
    for file in sorted(Path(folder).rglob("*")):
        if file.is_file():
            told.update(file.read_bytes())
    return told.hexdigest()[:12]
