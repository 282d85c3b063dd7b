"""What each role is told about a way: its stations, its layers, the word for a stage."""

from collections.abc import Mapping
from dataclasses import dataclass

from dmi.kernel.words import N_
from dmi.people.told import LATER, kept_from
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Access, right
from dmi.policy.model import START
from dmi.policy.roles import Role
from dmi.policy.states import STAGE_GROUP, Stage, StageGroup

READING = frozenset({Access.R, Access.W, Access.S})
KNOWING = frozenset({Access.R, Access.W})
WHOLE = tuple(
    group for group in StageGroup if group not in {StageGroup.PROSECUTION, StageGroup.OTHER_EXIT}
)

# Whoever is not told the stages after some point finds everybody beyond it in "later".
UP_TO_THE_MEETING = frozenset({Role.POLICE_ANALYST})
SUPPORT_ONLY = frozenset({Role.PSYCHOLOGIST, Role.JOB_COACH})
EVIDENCE_ONLY = frozenset({Role.HANDLER})
_WITH_RUN = frozenset({Role.PROSECUTOR, Role.POLICE_ANALYST, Role.DEFENDER, Role.PROGRAMME_MANAGER})

GROUP_WORDS: Mapping[StageGroup, str] = {
    StageGroup.INVESTIGATION: N_("Evidence"),
    StageGroup.REVIEW: N_("Review"),
    StageGroup.INVITATION: N_("Invitation"),
    StageGroup.SUPPORT: N_("Support"),
    StageGroup.COMPLETION: N_("Completion"),
    StageGroup.PROSECUTION: N_("Criminal prosecution"),
    StageGroup.OTHER_EXIT: N_("Other exits"),
}


@dataclass(frozen=True, slots=True)
class Layers:
    """Which layers a role sees, and the sentence about the others; the same for everybody."""

    sees: tuple[str, ...]
    hidden: str


_ALL_BUT_CARE = Layers(
    ("A", "B"), N_("It does not see the psychosocial and clinical layers, whatever is in them")
)
_CARE = Layers(
    ("B", "C"), N_("It does not see the investigation, nor the notes of others, whatever is there")
)
_COORDINATION = Layers(
    ("B",), N_("It does not see the investigation nor the psychosocial layers, whatever is there")
)
LAYERS: Mapping[Role, Layers] = {
    Role.PROSECUTOR: _ALL_BUT_CARE,
    Role.POLICE_ANALYST: Layers(
        ("A",), N_("It does not see what comes after the meeting, whether anything does or not")
    ),
    Role.HANDLER: Layers(
        ("A",), N_("It does not see what comes after the evidence, whether anything does or not")
    ),
    Role.PROGRAMME_MANAGER: Layers(
        ("B",), N_("It does not see agents' codes nor the clinical layer, whatever is in them")
    ),
    Role.DEFENDER: Layers(
        ("B",), N_("Of the investigation it sees what was disclosed, and no notes")
    ),
    Role.SOCIAL_WORKER: _CARE,
    Role.PSYCHOLOGIST: _CARE,
    Role.JOB_COACH: _CARE,
}


def reads(role: Role, data_class: DataClass) -> bool:
    """Tell whether a role reads single rows of a class, be it only how they stand."""
    return bool(right(role, data_class).access & READING)


def knows_names(role: Role) -> bool:
    """Tell whether a role may know who somebody is."""
    return bool(right(role, DataClass.IDENTITY).access & KNOWING)


def knows_run(role: Role) -> bool:
    """Tell whether the page shows the RUN and the age to a role."""
    return role in _WITH_RUN


PEOPLE_ROLES = frozenset(role for role in Role if reads(role, DataClass.PATHWAY_STAGE))
COUNTING_ROLES = frozenset(role for role in Role if right(role, DataClass.PATHWAY_STAGE).access)
BOARD_ROLES = frozenset(
    {
        Role.PROGRAMME_MANAGER,
        Role.PROSECUTOR,
        Role.POLICE_ANALYST,
        Role.OBSERVATORY_ANALYST,
        Role.AUDITOR,
    }
)


def layers_of(role: Role) -> Layers:
    """Return what a role sees; a function of the role alone."""
    return LAYERS.get(role, _COORDINATION)


def is_hidden(role: Role, stage: Stage) -> bool:
    """Tell whether a role is told only that the way goes on."""
    return stage in kept_from(role)


def group_for(role: Role, stage: Stage) -> StageGroup:
    """Return the group in which a role sees a stage."""
    return StageGroup.SUPPORT if is_hidden(role, stage) else STAGE_GROUP[stage]


def groups_of(role: Role) -> tuple[StageGroup, ...]:
    """Return the stations of the line that a role may know, in their order."""
    if role in EVIDENCE_ONLY:
        return (StageGroup.INVESTIGATION,)
    if role in SUPPORT_ONLY:
        return (StageGroup.SUPPORT, StageGroup.COMPLETION)
    if role in UP_TO_THE_MEETING:
        return (
            StageGroup.INVESTIGATION,
            StageGroup.REVIEW,
            StageGroup.INVITATION,
            StageGroup.SUPPORT,
        )
    return WHOLE


def group_words(role: Role, group: StageGroup) -> str:
    """Return the msgid of a station or column."""
    if kept_from(role) and group is StageGroup.SUPPORT:
        return LATER
    return GROUP_WORDS[group]


def tells_nothing(role: Role, stage: Stage, leaves: frozenset[str]) -> bool:
    """Tell whether an offered step would not betray a stage that is kept from a role."""
    kept = {str(one) for one in kept_from(role)}
    return not is_hidden(role, stage) or START in leaves or kept <= leaves
