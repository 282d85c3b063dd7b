"""What the page of a review shows, as plain values.

Whatever stands here about an opinion comes from what this reader may read, never from whether
a sealed one exists: a page is the same to the byte with and without it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from dmi.access.acting import Acting
from dmi.eligibility.models.criteria import Criterion
from dmi.eligibility.models.review import CriterionAnswer, Opinion, Review
from dmi.eligibility.words import Answer, CriterionKind, OpinionKey
from dmi.policy.states import OpinionStatus
from dmi.web.open_steps import OpenStep, open_steps


@dataclass(frozen=True, slots=True)
class OpinionColumn:
    """One of the two places side by side; empty stands for sealed, given or not."""

    key: OpinionKey
    name: str
    is_own: bool
    opinion: Opinion | None


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One question with its answer and what the answer means for an offer."""

    criterion: Criterion
    answer: Answer | None
    level: str


def columns_of(
    acting: Acting, review: Review, opinions: Iterable[Opinion], names: Mapping[UUID, str]
) -> list[OpinionColumn]:
    """Return police and prosecution in that order."""
    readable = {opinion.key: opinion for opinion in opinions}
    named = {
        OpinionKey.POLICE: review.police_reviewer_id,
        OpinionKey.PROSECUTION: review.prosecutor_id,
    }
    return [
        OpinionColumn(key, names.get(user, ""), user == acting.by.id, readable.get(key))
        for key, user in named.items()
    ]


def criteria_rows(
    questions: Iterable[Criterion], answers: Mapping[UUID, CriterionAnswer]
) -> list[tuple[CriterionKind, list[CriterionRow]]]:
    """Return the questions by kind in the kinds' own order."""
    grouped: dict[CriterionKind, list[CriterionRow]] = {kind: [] for kind in CriterionKind}
    for criterion in questions:
        given = answers.get(criterion.id)
        value = given.value if given else None
        grouped[criterion.kind].append(CriterionRow(criterion, value, _level(criterion, value)))
    return [(kind, rows) for kind, rows in grouped.items() if rows]


def steps_of(
    acting: Acting, review: Review, keys: tuple[str, ...], readable: Iterable[Opinion]
) -> list[OpenStep]:
    """Return the steps on the review, its person and the own sealed opinion."""
    own = [one for one in readable if one.author_id == acting.by.id]
    found = open_steps(acting, review) if _may_give(acting, review, own) else []
    found += [step for step in open_steps(acting, review.pathway) if step.key in keys]
    for opinion in own:
        if opinion.status is OpinionStatus.GIVEN:
            found += open_steps(acting, opinion)
    return sorted(found, key=lambda step: not step.forward)


def _may_give(acting: Acting, review: Review, own: list[Opinion]) -> bool:
    named = {review.police_reviewer_id, review.prosecutor_id}
    return acting.by.id in named and not own


def _level(criterion: Criterion, value: Answer | None) -> str:
    if value is None or value is Answer.UNKNOWN:
        return "open"
    if criterion.kind is CriterionKind.INFORMATION:
        return "plain"
    is_against = criterion.kind in {CriterionKind.EXCLUSION, CriterionKind.AGGRAVATING}
    return "against" if (value is Answer.YES) is is_against else "meets"
