"""Every page of the programme: one blueprint, its pages in one module a subject."""

from dmi.programme.views import assigning, stages

SUBJECTS = (stages, assigning)
bp = stages.bp
