"""Every step of every machine, and the one function that says where a step leads."""

from dmi.kernel.refusals import Refusal
from dmi.policy.machines import MACHINES
from dmi.policy.model import ANY, PREVIOUS, SAME, START, Step
from dmi.policy.steps import (
    access_grants,
    access_papers,
    access_users,
    callin_deliveries,
    callin_letters,
    callin_meetings,
    callin_people,
    cases,
    checkins,
    closing,
    eligibility,
    evidence,
    exchange,
    owed,
    people,
    privacy,
    programme_cohorts,
    programme_commitments,
    support_people,
    support_services,
    territory,
    violations_activation,
    violations_reports,
)
from dmi.policy.worded import Worded

__all__ = [
    "ANY",
    "PREVIOUS",
    "SAME",
    "START",
    "STEPS",
    "OutOfStep",
    "after",
    "states_of",
    "step",
    "steps_from",
    "steps_of",
]

STEPS: dict[str, Step] = {
    one.key: one
    for table in (
        territory.STEPS,
        evidence.STEPS,
        people.STEPS,
        eligibility.STEPS,
        cases.STEPS,
        callin_letters.STEPS,
        callin_deliveries.STEPS,
        callin_meetings.STEPS,
        callin_people.STEPS,
        checkins.STEPS,
        support_people.STEPS,
        support_services.STEPS,
        violations_reports.STEPS,
        violations_activation.STEPS,
        closing.STEPS,
        programme_cohorts.STEPS,
        programme_commitments.STEPS,
        access_users.STEPS,
        access_grants.STEPS,
        access_papers.STEPS,
        owed.STEPS,
        exchange.STEPS,
        privacy.STEPS,
    )
    for one in table
}


class OutOfStep(Refusal):
    """The step does not leave from where the row stands."""

    status = 409


def step(key: str) -> Step:
    """Return the step named MACHINE.step, for example P.identify.

    Raises:
        KeyError: the policy knows no such step.
    """
    return STEPS[key]


def steps_of(machine: str) -> tuple[Step, ...]:
    """Return every step of ``machine``."""
    return tuple(one for one in STEPS.values() if one.machine == machine)


def states_of(machine: str) -> type[Worded]:
    """Return the closed list of the states of ``machine``."""
    return MACHINES[machine].states


def steps_from(machine: str, state: str) -> tuple[Step, ...]:
    """Return the steps that leave from ``state``; START asks for those that create."""
    return tuple(one for one in steps_of(machine) if _leaves(one, state))


def after(machine: str, state: str, step_name: str, previous: str | None = None) -> str:
    """Return the state that a step leads to.

    Args:
        machine: key of the machine.
        state: where the row stands; START for a row that is being made.
        step_name: the step's own name, without its machine.
        previous: the state before the last move, for steps that return there.

    Raises:
        OutOfStep: the step does not leave from ``state``, or there is nothing to return to.
    """
    found = STEPS.get(f"{machine}.{step_name}")
    if found is None or not _leaves(found, state):
        raise OutOfStep(f"{machine}.{step_name} does not leave from {state}")
    if found.arrives == SAME:
        return state
    if found.arrives != PREVIOUS:
        return found.arrives
    if previous is None or previous not in set(states_of(machine)):
        raise OutOfStep(f"{machine}.{step_name} has no earlier state to return to")
    return previous


def _leaves(one: Step, state: str) -> bool:
    """Tell whether ``state`` is among those a step leaves; ANY means every real state."""
    if ANY in one.leaves:
        return state in set(states_of(one.machine))
    return state in one.leaves
