"""Every page of the evaluation: one blueprint, its pages in one module a subject."""

from dmi.outcomes.acts import evaluating
from dmi.outcomes.views import counts, plans, room, runs

SUBJECTS = (counts, plans, runs, evaluating)
bp = room.bp
