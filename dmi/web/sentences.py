"""What the page says: guard sentences, step and state names in the reader's language."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from flask_babel import gettext as _

from dmi.kernel.refusals import UnmetCondition
from dmi.policy.model import Step
from dmi.policy.sentences import guard_text

OUT_OF_STEP = "out_of_step"


class _Args(dict[str, object]):
    """Arguments of a sentence; one that nobody gave shows as three dots."""

    def __missing__(self, key: str) -> str:
        """Show what is not known instead of failing on a refusal."""
        return "…"


def sentence(guard: str, args: Mapping[str, object] | None = None) -> str:
    """Return the unmet sentence of a guard."""
    if guard == OUT_OF_STEP:
        return str(_("This step is not open now: the record has moved on or is not there yet."))
    words = str(_(guard_text(guard).sentence))
    return words.format_map(_Args({k: _shown(v) for k, v in (args or {}).items()}))


def uncovered_year(year: int) -> str:
    """Return what is said of a year whose holidays nobody has entered."""
    return str(_("The calendar of working days does not reach %(year)s.", year=f"{year:04}"))


def condition_of(gap: UnmetCondition) -> dict[str, object]:
    """Return one unmet condition for the condition list."""
    args = dict(gap.args)
    href = args.pop("href", None)
    return {
        "met": False,
        "sentence": sentence(gap.guard, args),
        "href": href,
        "link_label": _("Mend it") if href else "",
        "guard": gap.guard,
    }


def held(count: int) -> list[dict[str, object]]:
    """Return one line for conditions that hold; the table words them only for when they fail."""
    if not count:
        return []
    text = str(_("Other conditions that hold: %(n)d.", n=count))
    return [{"met": True, "sentence": text, "count": count}]


def label_of_step(step: Step) -> str:
    """Return the step's button in the reader's language."""
    return str(_(step.label))


def who_confirms(step: Step) -> str:
    """Return the pairs of roles of a step of two people, in the reader's language."""
    pairs = [
        " + ".join(str(_(getattr(role, "label", role))) for role in both)
        for both in step.who
        if len(both) > 1
    ]
    return str(_(" or ")).join(pairs)


def word(member: Any) -> str:
    """Return the translated label of an enum's member, or nothing for nothing."""
    return str(_(member.label)) if member is not None else ""


def _shown(value: object) -> str:
    if isinstance(value, Enum):
        return word(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(_shown(item) for item in value)
    return str(value)
