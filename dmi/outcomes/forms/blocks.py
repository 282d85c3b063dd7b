"""Form of a comparison of many small units."""

import json
from typing import Any

from flask_babel import lazy_gettext as _l

from dmi.outcomes.forms.plans import TableField
from dmi.outcomes.rules import SHORTEST_REASON
from dmi.web.forms import PageForm
from dmi.web.texts import Text

LONGEST_SPEC = 8_000
SKELETON: dict[str, Any] = {
    "id": "id",
    "time": "time",
    "treated": "treated",
    "start_pre": 1,
    "end_pre": 12,
    "end_post": [14, 16],
    "match_out": ["drug"],
    "covariates": ["population"],
    "outcomes": ["drug"],
    "test": "lower",
    "confidence": 0.9,
    "permutations": 0,
    "seed": 1,
}
"""In the layout of the file of blocks that a plan gives for a university."""


class BlocksForm(PageForm):
    """A table of blocks, and what is matched and scored in it."""

    table = TableField(
        _l("Table of blocks"),
        description=_l(
            "CSV, also .gz: a row for each block and period, with its counts and its census. It "
            "lies encrypted until the comparison is computed, and is deleted then."
        ),
    )
    spec = Text(
        _l("What is matched and scored (JSON)"),
        longest=LONGEST_SPEC,
        description=_l(
            "Names of the columns and periods, with the keys of the command “dmi outcomes units”. "
            "It is kept as it stands here, before anything is computed."
        ),
    )

    def fill(self, _acting: Any, _row: Any) -> None:
        """Begin with all keys."""
        if not self.is_begun():
            self.spec.data = json.dumps(SKELETON, indent=2)


class AnotherBlocksForm(BlocksForm):
    """The same once more, which a reader is told."""

    change_reason = Text(
        _l("Why another comparison"),
        shortest=SHORTEST_REASON,
        description=_l("The earlier ones stay, and every page says how many there were."),
    )
