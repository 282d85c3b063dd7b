"""A person with a signed decision, and the case that follows from it."""

from datetime import date
from typing import Any

import dmi.people.guards  # noqa: F401 - conditions of lower features that these steps name
from dmi.access.acting import Acting
from dmi.cases.acts.banking import (
    bank_case,
    certify_case,
    open_case,
)
from dmi.cases.models import BankedCase
from dmi.cases.words import NoticeApproval, VehicleCheck
from dmi.eligibility.acts.deciding import decide_candidate
from dmi.profiles.words import OffenceCode, VehicleKind
from tests.eligibility.scene import REASONS, Scene, a_scene, both_given
from tests.people import Town

SUSPENSION: dict[str, Any] = {
    "kind": VehicleKind.SCP,
    "reference": "SCP 12-2026",
    "formalised_on": date(2026, 11, 2),
    "resolved_on": date(2026, 11, 9),
    "court": "4 JG",
    "rit": "123-2026",
    "defender_name": "Dora Defensora",
    "term_months": 12,
    "checks": list(VehicleCheck),
}
TOLD = {"notice_text": "There is a case.", "approval": NoticeApproval.APPROVED}
OPEN = {"kind": VehicleKind.INV, "reference": "INV 1", **TOLD}


def a_candidate(town: Town) -> Scene:
    """Carry a person to the decision for the opportunity way."""
    scene = a_scene(town)
    both_given(scene)
    decide_candidate(town.acting("fis1"), scene.pathway, reasons=REASONS)
    return scene


def opened(scene: Scene) -> BankedCase:
    """Open the case under the person's case number."""
    return open_case(
        scene.town.acting("fis1"),
        scene.pathway,
        investigation_id=scene.investigation.id,
        offence_code=OffenceCode.L20000_4,
    )


def banked(scene: Scene, **vehicle: Any) -> BankedCase:
    """Open, certify and bank the case."""
    case = opened(scene)
    certify_case(scene.town.acting("fis1"), case)
    bank_case(scene.town.acting("fis1"), case, **{**OPEN, **vehicle})
    return case


def scheduler(town: Town) -> Acting:
    """Act as the scheduler."""
    return town.acting("sys1")
