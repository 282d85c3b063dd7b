"""The shape of one step of a machine, and the notation in which the tables write it.

The tables in ``dmi.policy.steps`` are written as a prosecutor reads them on paper:

* ``moves``: ``"DRAFT|APPROVED > VOIDED"``. START is creation, ANY every state, SAME leaves the
  state as it is, PREVIOUS returns to the state before the last move.
* ``who``: ``"JEF|FIS"`` either role, ``"JEF+FIS"`` two different users, SAME the role that may
  take the step that is undone.
* ``grants``: ``"+TS:identity,decision"`` opens classes to a role, ``"-..."`` ends that opening.
"""

from dataclasses import dataclass
from typing import Final, Literal

from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.worded import Worded

START: Final = "START"
ANY: Final = "ANY"
PREVIOUS: Final = "PREVIOUS"
SAME: Final = "SAME"

Signer = Role | Literal["SAME"]
Signers = tuple[Signer, ...]

ASSIGNEE: tuple[Role, ...] = ()
"""Stands for the user whom the row itself names; its classes are then those of the row."""


class Kind(Worded):
    """Which way a step goes."""

    FORWARD = "forward", N_("Forward step")
    SIDE = "side", N_("Side step")
    SYSTEM = "system", N_("Step by date")
    REOPEN = "reopen", N_("Reopening step")
    REVERSE = "reverse", N_("Undoing step")


@dataclass(frozen=True, slots=True)
class GrantRule:
    """Whose sight a step opens or ends."""

    opens: bool
    roles: tuple[Role, ...]
    classes: tuple[DataClass, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the machines: who may move what, from where to where, and on what conditions.

    Attributes:
        who: alternatives; each holds one role, or two for two different users.
        recorded: names of what the step writes down.
        label: msgid of the button, an imperative.
    """

    machine: str
    name: str
    label: str
    leaves: frozenset[str]
    arrives: str
    who: tuple[Signers, ...]
    guards: tuple[str, ...]
    recorded: tuple[str, ...]
    verb: str
    rules: tuple[str, ...]
    feature: str
    data_class: DataClass
    grants: tuple[GrantRule, ...]
    kind: Kind

    @property
    def key(self) -> str:
        """Return the name by which acts and pages call the step, for example P.identify."""
        return f"{self.machine}.{self.name}"


def line(
    key: str,
    label: str,
    *,
    moves: str,
    who: str,
    guards: str = "",
    recorded: str,
    verb: str,
    rules: str,
    data_class: DataClass,
    kind: Kind = Kind.FORWARD,
    grants: str = "",
) -> Step:
    """Read one row of the tables; the first word of ``verb`` is the feature."""
    machine, _, name = key.partition(".")
    leaves, _, arrives = moves.partition(" > ")
    return Step(
        machine=machine,
        name=name,
        label=label,
        leaves=frozenset(leaves.split("|")),
        arrives=arrives,
        who=tuple(tuple(_signer(one) for one in both.split("+")) for both in who.split("|")),
        guards=tuple(guards.split()),
        recorded=tuple(recorded.split(", ")),
        verb=verb,
        rules=tuple(rules.split()),
        feature=verb.partition(".")[0],
        data_class=data_class,
        grants=tuple(_grant(rule, grants[0]) for rule in grants[1:].split("|") if rule),
        kind=kind,
    )


def undo(machine: str, *, who: str, verb: str, rules: str, data_class: DataClass) -> Step:
    """Read the row that undoes the last move of ``machine``; it is the same everywhere."""
    return line(
        f"{machine}.reverse_step",
        N_("Undo the last step"),
        moves=f"{ANY} > {PREVIOUS}",
        who=who,
        guards="last_move_only nothing_built_on_it reason_given second_if_paper_left",
        recorded="reversed_move, reason",
        verb=verb,
        rules=rules,
        data_class=data_class,
        kind=Kind.REVERSE,
    )


def _signer(word: str) -> Signer:
    """Read one signer; an unknown word is an error of the table."""
    return "SAME" if word == SAME else Role(word)


def _grant(rule: str, sign: str) -> GrantRule:
    """Read one opening or ending of sight."""
    to, _, classes = rule.partition(":")
    roles = ASSIGNEE if to == "ASSIGNEE" else tuple(Role(word) for word in to.split(","))
    return GrantRule(
        opens=sign == "+",
        roles=roles,
        classes=tuple(DataClass(word) for word in classes.split(",") if word),
    )
