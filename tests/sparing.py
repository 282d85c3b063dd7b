"""What applications of one process may share: addresses, templates and statements once compiled.

Every test makes its application anew; each would compile all of it again, and that was two thirds
of the time of the tests.
"""

from types import CodeType
from typing import Any

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Dialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from dmi.store.database import db

MOST_STATEMENTS = 5000


class Compiled(BytecodeCache):
    """The code of templates by what they were compiled of."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled of the same source."""
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            self.kept[bucket.key, bucket.checksum] = bucket.code


_TEMPLATES = Compiled()
_STATEMENTS: Any = LRUCache(MOST_STATEMENTS)
_DIALECTS: dict[str, Dialect] = {}
_RULES: dict[tuple[str, str], Any] = {}
_compile_rule = Rule.compile


def spared(app: Flask) -> Flask:
    """Let an application take over what earlier ones compiled, and return it."""
    app.jinja_env.bytecode_cache = _TEMPLATES
    with app.app_context():
        # A compiled statement belongs to the dialect it was compiled for, so that is shared too.
        db.engine.dialect = _DIALECTS.setdefault(db.engine.dialect.name, db.engine.dialect)
        db.engine.update_execution_options(compiled_cache=_STATEMENTS)
    return app


def _once(rule: Any) -> None:
    kept = _RULES.setdefault((rule.rule, repr(rule.defaults)), rule)
    if kept is rule:
        _compile_rule(rule)
        return
    rule._parts, rule._trace, rule._converters = kept._parts, kept._trace, kept._converters
    rule.arguments |= kept.arguments
    rule._build = kept._build.__func__.__get__(rule)
    rule._build_unknown = kept._build_unknown.__func__.__get__(rule)


Rule.compile = _once  # type: ignore[assignment,method-assign]
