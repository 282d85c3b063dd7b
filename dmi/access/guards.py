"""Guards: the conditions of a step, each answered by the highest feature whose rows it reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dmi.access.acting import Acting
from dmi.kernel.refusals import UnmetCondition
from dmi.policy.model import Step
from dmi.policy.roles import Role

Gap = Mapping[str, object] | None
SHORTEST_REASON = 20


@dataclass(frozen=True, slots=True)
class Look:
    """What a guard may look at.

    Attributes:
        acting: who wants the step, and when.
        row: the row that would move, or the parent of the row that would be made.
        step: the step of the policy table.
        fields: what was typed; nothing when a page asks before anything was typed.
    """

    acting: Acting
    row: Any
    step: Step
    fields: Mapping[str, Any] | None = None

    def field(self, name: str) -> Any:
        """Return a typed value, or nothing."""
        return (self.fields or {}).get(name)

    def text(self, name: str) -> str:
        """Return a typed text without its margins."""
        return str(self.field(name) or "").strip()


Judge = Callable[[Look], Gap]


@dataclass(frozen=True, slots=True)
class Guard:
    """One registered guard; ``of_form`` guards are judged only once fields were typed."""

    name: str
    judge: Judge
    of_form: bool


GUARDS: dict[str, Guard] = {}


def guard(name: str, *, of_form: bool = False) -> Callable[[Judge], Judge]:
    """Register the answer to one guard of the policy table."""

    def register(judge: Judge) -> Judge:
        if name in GUARDS:
            message = f"guard {name} has two answers"
            raise ValueError(message)
        GUARDS[name] = Guard(name, judge, of_form)
        return judge

    return register


def unmet(look: Look, without: frozenset[str] = frozenset()) -> list[UnmetCondition]:
    """Return every condition of the step that does not hold, in the table's order."""
    gaps: list[UnmetCondition] = []
    for name in look.step.guards:
        found = GUARDS[name]
        if name in without or (found.of_form and look.fields is None):
            continue
        gap = found.judge(look)
        if gap is not None:
            gaps.append(UnmetCondition(name, dict(gap)))
    return gaps


@guard("reason_given", of_form=True)
def _reason_given(look: Look) -> Gap:
    return None if len(look.text("reason")) >= SHORTEST_REASON else {"min": SHORTEST_REASON}


@guard("fields_complete", of_form=True)
def _fields_complete(look: Look) -> Gap:
    """Required fields are named by the act itself; see ``acts.act(needs=...)``."""
    missing = look.field("_missing") or ()
    return {"fields": ", ".join(missing)} if missing else None


@guard("second_person")
def _second_person(look: Look) -> Gap:
    pair = look.acting.first
    return None if pair is not None and pair.id != look.acting.by.id else {}


def has_just_proved(acting: Acting) -> bool:
    """Tell whether somebody has proved who they are within the last minutes."""
    since = acting.by.stepped_up_at
    seconds = acting.number("step_up_minutes") * 60
    return since is not None and (acting.at - since).total_seconds() <= seconds


@guard("signed_in_again", of_form=True)
def _signed_in_again(look: Look) -> Gap:
    minutes = look.acting.number("step_up_minutes")
    return None if has_just_proved(look.acting) else {"min": minutes}


@guard("own_row_or_manager")
def _own_row_or_manager(look: Look) -> Gap:
    by = look.acting.by
    if by.role in {Role.PROGRAMME_MANAGER, Role.SCHEDULER}:
        return None
    named = ("owner_id", "asked_by_id", "created_by")
    return None if by.id in {getattr(look.row, name, None) for name in named} else {}


@guard("own_row")
def _own_row(look: Look) -> Gap:
    author = getattr(look.row, look.row.__author__)
    return None if author == look.acting.by.id else {}


@guard("items_named_one_by_one", of_form=True)
def _items_named_one_by_one(look: Look) -> Gap:
    return None if look.field("items") else {}


@guard("second_offer_allowed")
def _second_offer_allowed(look: Look) -> Gap:
    """The profile says whether a programme may offer twice."""
    return None if look.acting.setting("second_offer") == "on" else {}
