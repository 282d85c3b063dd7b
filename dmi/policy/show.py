"""The policy tables as text, for a prosecutor to read, sign and compare."""

import gettext
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import wrap

from dmi.policy import pathway
from dmi.policy.classes import DataClass, sensitivity
from dmi.policy.machines import MACHINES, Machine
from dmi.policy.matrix import Access, right
from dmi.policy.model import ANY, ASSIGNEE, START, GrantRule, Step
from dmi.policy.roles import Role
from dmi.policy.sentences import GUARD_TEXTS

Say = Callable[[str], str]
WIDTH = 100
_CATALOGUES = Path(__file__).parents[1] / "translations"


def pathway_text(lang: str = "en") -> str:
    """Return every machine, step and condition as text.

    Args:
        lang: language of labels and sentences; names of states and steps stay as they are.

    Raises:
        FileNotFoundError: the catalogue of ``lang`` has not been compiled.
    """
    say = _speaker(lang)
    lines: list[str] = []
    for machine in MACHINES.values():
        lines += [*_machine(machine, say), ""]
    lines += [
        f"{text.name}: {say(text.sentence)}"
        for text in sorted(GUARD_TEXTS.values(), key=lambda text: text.name)
    ]
    return "\n".join(lines) + "\n"


def permissions_text() -> str:
    """Return who may see and write which class, and under which conditions, as text."""
    head = " " * 20 + "".join(f"{role:<4}" for role in Role)
    lines = [head.rstrip()]
    for data_class in DataClass:
        cells = "".join(f"{_codes(role, data_class):<4}" for role in Role)
        lines.append(f"{data_class:<20}{cells}".rstrip())
    lines.append("")
    for data_class in DataClass:
        letter = sensitivity(data_class)
        lines.append(f"{data_class} ({letter})" if letter else str(data_class))
        lines += list(_conditions(data_class))
    return "\n".join(lines) + "\n"


def _speaker(lang: str) -> Say:
    """Return the translator into ``lang``; English is what the tables are written in."""
    if lang == "en":
        return str
    return gettext.translation("policy", _CATALOGUES, [lang]).gettext


def _machine(machine: Machine, say: Say) -> Iterator[str]:
    """Yield one machine: its states, then its steps."""
    yield f"{machine.key}  {say(machine.label)}"
    states = ", ".join(f"{state} ({say(state.label)})" for state in machine.states)
    yield from wrap(states, WIDTH, initial_indent="  ", subsequent_indent="  ")
    order = [START, *machine.states, ANY]
    for one in sorted(pathway.steps_of(machine.key), key=lambda one: _place(one, order)):
        yield from _step(one, order, say)


def _place(one: Step, order: list[str]) -> tuple[int, str]:
    """Return where a step stands in its machine: by the first state it leaves, then by name."""
    return min(order.index(state) for state in one.leaves), one.name


def _step(one: Step, order: list[str], say: Say) -> Iterator[str]:
    """Yield one step: its button, its move, who takes it, what must hold, whose sight it opens."""
    leaves = "|".join(sorted(one.leaves, key=order.index))
    who = "|".join("+".join(both) for both in one.who)
    yield f"  {one.key}: {say(one.label)}"
    for words in (
        f"{leaves} > {one.arrives}",
        f"who {who}; class {one.data_class}; {one.kind}; {one.verb}",
        f"needs {' '.join(one.guards) or 'nothing'}",
        f"records {', '.join(one.recorded)}",
        *(_grant(rule) for rule in one.grants),
        f"rules {' '.join(one.rules)}",
    ):
        yield from wrap(
            words, WIDTH, initial_indent="    ", subsequent_indent="      ", break_long_words=False
        )


def _grant(rule: GrantRule) -> str:
    """Return one opening or ending of sight in words."""
    to = "the user named in the row" if rule.roles == ASSIGNEE else ",".join(rule.roles)
    classes = ", ".join(rule.classes)
    return f"{'opens to' if rule.opens else 'ends for'} {to}{': ' + classes if classes else ''}"


def _codes(role: Role, data_class: DataClass) -> str:
    """Return the letters of one cell; a dash stands for nothing."""
    held = right(role, data_class).access
    return "".join(letter for letter in Access if letter in held) or "-"


def _conditions(data_class: DataClass) -> Iterator[str]:
    """Yield the cells of one class that hold only under conditions or open in danger."""
    for role in Role:
        held = right(role, data_class)
        words = [*held.conditions, *(["break-glass"] if held.break_glass else [])]
        if words:
            yield f"  {role:<4}{_codes(role, data_class):<4}{', '.join(words)}"
