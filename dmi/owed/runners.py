"""Who does which long work: features register here, the jobs run it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dmi.access.acting import Acting
from dmi.owed import acts
from dmi.owed.models import BackgroundWork
from dmi.owed.words import WorkType

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Runner:
    """Long work in three parts, so that no transaction stays open while it is long.

    Attributes:
        prepare: reads what is needed, in one short transaction.
        make: does the long part with nothing but what was read; says how far it is.
        keep: writes the result in one short transaction and returns its file, if there is one.
    """

    prepare: Callable[[Acting, BackgroundWork], Any]
    make: Callable[[Any, Tell], Any]
    keep: Callable[[Acting, BackgroundWork, Any], UUID | None]


RUNNERS: dict[tuple[WorkType, str], Runner] = {}
"""Who does work of a kind; where two rooms share a kind, the work's argument ``of`` tells them."""


def register(kind: WorkType, runner: Runner, of: str = "") -> None:
    """Let ``runner`` do the work of this kind."""
    if (kind, of) in RUNNERS:
        message = f"{kind} {of} has two runners"
        raise ValueError(message)
    RUNNERS[kind, of] = runner


def kinds() -> list[WorkType]:
    """Return the kinds of work that somebody does."""
    return sorted({kind for kind, _ in RUNNERS})


def runner_of(work: BackgroundWork) -> Runner:
    """Return who does this work."""
    return RUNNERS[work.kind, work.arguments.get("of", "")]


def run_here(acting: Acting, work: BackgroundWork) -> None:
    """Do one piece of work inside the caller's own transaction, as seeding the demo does."""
    runner = runner_of(work)
    acts.start_work(acting, work)
    made = runner.make(runner.prepare(acting, work), lambda done: acts.progress(acting, work, done))
    acts.finish_work(acting, work, result_id=runner.keep(acting, work, made))
