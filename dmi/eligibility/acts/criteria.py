"""The questions of a review: seeded from the profile, approved by a prosecutor."""

from sqlalchemy import func, select

from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.eligibility.models.criteria import CriteriaVersion, Criterion
from dmi.eligibility.queries.reviewing import criteria_in_force
from dmi.eligibility.words import CriterionKind
from dmi.policy.classes import DataClass
from dmi.profiles.profile import load


def seed_criteria(acting: Acting) -> CriteriaVersion:
    """Approve the questions of the profile as the version in force from today."""
    return approve_criteria(acting, None)


@write("eligibility.criteria.approved", data_class=DataClass.SETTINGS)
def approve_criteria(acting: Acting, _place: None) -> CriteriaVersion:
    """Freeze the profile's questions under the next number and retire the earlier ones."""
    earlier = criteria_in_force(acting)
    if earlier is not None:
        earlier.retired_on = acting.today
    newest = acting.session.scalar(select(func.max(CriteriaVersion.number)))
    version = acting.add(
        CriteriaVersion(
            number=(newest or 0) + 1,
            effective_from=acting.today,
            approved_by_id=acting.by.id,
            approved_at=acting.at,
            profile=acting.profile,
        )
    )
    for seed in load(acting.profile).criteria:
        acting.add(
            Criterion(
                version_id=version.id,
                code=seed.code,
                text_es=seed.text_es,
                text_en=seed.text_en,
                kind=CriterionKind(seed.kind),
                source=seed.source,
                needs_person=seed.needs_person,
            ),
            under=version,
        )
    return version
