"""``dmi`` whose process is killed around the moment at which it takes a dated step.

``python -m tests.jobs.dying MOMENT WORDS...`` does what ``dmi WORDS...`` does, until a row of the
due ledger was claimed, the row it is about moved, or both were kept; then nothing is tidied up,
as when the power goes.
"""

import os
import signal
import sys
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from dmi.cli.main import cli

MOMENTS = ("claimed", "changed", "kept")
_moved: list[str] = []


def _end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(moment: str) -> None:
    """Let the process die right after the claim, before the commit, or right after it."""

    @event.listens_for(Engine, "after_cursor_execute")
    def _told(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("INSERT INTO due_items") and moment == "claimed":
            _end()
        if statement.startswith("INSERT INTO moves"):
            _moved.append(statement)

    @event.listens_for(Session, "before_commit")
    def _keeping(session: Session) -> None:
        if _moved and moment == "changed":
            session.flush()
            _end()

    @event.listens_for(Session, "after_commit")
    def _kept(_session: Session) -> None:
        if _moved and moment == "kept":
            _end()


if __name__ == "__main__":
    arm(sys.argv[1])
    cli(args=sys.argv[2:], prog_name="dmi")
