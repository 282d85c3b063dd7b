"""Every page of the programme: one blueprint, its pages in one module a subject."""

from dmi.programme.views import assigning, checking, stages

SUBJECTS = (stages, assigning, checking)
bp = stages.bp
