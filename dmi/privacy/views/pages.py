"""Every page of this feature: one blueprint, its pages in one module a subject."""

from dmi.privacy.views import emergency, purges, seen

SUBJECTS = (emergency, seen, purges)
bp = emergency.bp
