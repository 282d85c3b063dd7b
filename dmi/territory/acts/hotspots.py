"""Writers of rankings: asked for with everything they are made of, and kept as they came out."""

import hashlib
from collections.abc import Mapping
from typing import Any

from dmi.access import papers
from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.access.forgetting import forget
from dmi.kernel.headings import PERSON_COLUMNS, heading_of, person_columns
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.owed.acts import ask_work
from dmi.owed.models import BackgroundWork
from dmi.owed.words import WorkType
from dmi.policy.classes import DataClass
from dmi.territory.models.hotspots import HotSpotRun
from dmi.territory.queries import hotspots as queries
from dmi.territory.words import RankMethod

INCIDENTS = "incidents"
BESIDE = ("schools", "excluded", "areas")
"""Files that may come instead of what the register knows."""
STEPS = 3
NOTHING = N_("The register has no complaint or procedure with a place in these months.")


@write("territory.hotspots.asked", data_class=DataClass.TERRITORY)
def ask_ranking(
    acting: Acting,
    _place: None,
    *,
    files: Mapping[str, bytes],
    months: int,
    parameters: Mapping[str, Any],
) -> HotSpotRun:
    """Ask for a ranking of one file, or where none is given of the register's last months.

    What it is made of is fixed now and lies on the encrypted shelf until the ranking is done.

    Raises:
        Faults: the register has nothing to rank, or a column of the file names people.
    """
    if person_columns(heading_of(files.get(INCIDENTS, b""))):
        raise Faults({INCIDENTS: [PERSON_COLUMNS]})
    for work in queries.failed_works(acting):
        drop_files(acting, work)
    given, unplaced = dict(files), 0
    if INCIDENTS not in given:
        found = queries.entries(acting, months)
        if not found.count:
            raise Faults({"months": [NOTHING]})
        given[INCIDENTS], unplaced = found.content, found.unplaced
    run = acting.add(
        HotSpotRun(
            by_id=acting.by.id,
            parameters={
                **parameters,
                "months": None if INCIDENTS in files else months,
                "own_files": sorted(set(files) & set(BESIDE)),
                "has_unplaced": bool(unplaced),
            },
            input_hash=hashlib.sha256(given[INCIDENTS]).hexdigest(),
        )
    )
    acting.session.flush()
    kept = {what: papers.keep(acting, one, "text/csv", run) for what, one in given.items()}
    work = ask_work(
        acting,
        WorkType.HOT_SPOTS,
        {"files": {what: str(file.id) for what, file in kept.items()}},
        f"hot spots {run.id}",
        STEPS,
        about=run,
    )
    run.work_id = work.id
    return run


@write("territory.hotspots.ranked", data_class=DataClass.TERRITORY)
def keep_ranking(
    acting: Acting,
    run: HotSpotRun,
    *,
    result: dict[str, Any],
    backtest: dict[str, Any] | None,
    winner: RankMethod | None,
) -> None:
    """Keep how a ranking came out."""
    run.run_at = acting.at
    run.result = result
    run.winner = winner
    if backtest is not None:
        run.backtest = backtest


def drop_files(acting: Acting, work: BackgroundWork) -> None:
    """Take what a ranking was made of from the shelf."""
    for file in queries.files_of(acting, work).values():
        forget(acting, file)
