"""Every page of the evaluation: one blueprint, its pages in one module a subject."""

from dmi.outcomes.acts import evaluating
from dmi.outcomes.views import (
    blocks,
    council,
    counts,
    extracts,
    followed,
    plans,
    publishing,
    room,
    runs,
)

SUBJECTS = (counts, plans, runs, blocks, followed, publishing, council, extracts, evaluating)
bp = room.bp
