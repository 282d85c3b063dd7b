"""Every page of this feature: one blueprint, its pages in one module a subject."""

from dmi.privacy.views import emergency, seen

SUBJECTS = (emergency, seen)
bp = emergency.bp
