"""Every page about the gate: one blueprint, its pages in one module a subject."""

from dmi.accounts.views import approvals, drafts, own, signing, team, trail, users

SUBJECTS = (signing, own, drafts, users, approvals, team, trail)
bp = signing.bp
