"""Steps of a cohort, taken in the territory."""

from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.model import Step, line

STEPS: tuple[Step, ...] = (
    line(
        "M.propose_cohort",
        N_("Propose the cohort"),
        moves="START > PROPOSED",
        who="JEF",
        guards="fields_complete",
        recorded="market, name, public_programme_name, start_on",
        verb="territory.cohort.proposed",
        rules="F4 C68",
        data_class=DataClass.TERRITORY,
    ),
)
