"""Who is selected among those who were reviewed, group beside group."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dmi.science.findings import Estimate
from dmi.science.shares import difference, wilson
from dmi.science.suppression import LEAST_SHOWN, hidden_rows

LEAST_FOR_A_SHARE = 10


@dataclass(frozen=True, slots=True)
class Selection:
    """One group; what may not be shown is None.

    Attributes:
        share: selected over reviewed, a fraction; None below ten reviewed or beside hidden cells.
        against_rest: the share less that of everybody else, with Fisher's p.
    """

    group: str
    selected: int | None
    not_selected: int | None
    share: float | None
    limits: tuple[float, float] | None
    against_rest: Estimate | None


def selection_table(
    groups: Mapping[str, tuple[int, int]], least: int = LEAST_SHOWN
) -> list[Selection]:
    """Return a row for each group, small cells and what gives them away left out.

    There is no row at all where the sums of the table would give a small cell away.

    Args:
        groups: people selected and people reviewed, by group; at least one group.
        least: smallest count that is shown.

    Raises:
        ValueError: more are selected than were reviewed, or a count is below zero.
    """
    for name, (selected, reviewed) in groups.items():
        if not 0 <= selected <= reviewed:
            raise ValueError(f"{selected} of {reviewed} selected in {name}")
    cells = np.array([(one, total - one) for one, total in groups.values()], dtype=np.int64)
    covered = hidden_rows(cells, least)
    if covered is None:
        return []
    all_selected, everybody = int(cells[:, 0].sum()), int(cells.sum())
    rows = []
    for (name, (selected, reviewed)), cover in zip(groups.items(), covered, strict=True):
        told = not cover and reviewed >= LEAST_FOR_A_SHARE
        rest = (all_selected - selected, everybody - reviewed)
        rows.append(
            Selection(
                group=name,
                selected=None if cover else selected,
                not_selected=None if cover else reviewed - selected,
                share=selected / reviewed if told else None,
                limits=wilson(selected, reviewed) if told else None,
                against_rest=difference(selected, reviewed, *rest) if told and rest[1] else None,
            )
        )
    return rows
