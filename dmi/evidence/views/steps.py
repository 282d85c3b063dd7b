"""Pages of every step and write of the evidence."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

import dmi.evidence.acts.custody  # noqa: F401 - registers its steps
from dmi.access.acting import Acting
from dmi.evidence.acts import authorisation, buy, item, operation  # noqa: F401 - registers steps
from dmi.evidence.forms.buy import RecordBuyForm, RecordUnusableBuyForm
from dmi.evidence.forms.item import (
    CollectItemForm,
    DeliverToLaboratoryForm,
    FieldTestForm,
    HandOverForm,
    OpenSealForm,
    ReceiveItemForm,
    RecordLaboratoryReturnForm,
    SealItemForm,
)
from dmi.evidence.forms.operation import (
    CreateAuthorisationForm,
    OpenOperationForm,
    ReasonForm,
    RecordInvestigationForm,
    RenewAuthorisationForm,
)
from dmi.evidence.models.authorisation import Authorisation
from dmi.evidence.models.buy import Buy
from dmi.evidence.models.investigation import Investigation, Operation
from dmi.evidence.models.item import EvidenceItem
from dmi.evidence.views.blueprint import bp
from dmi.kernel.local_time import instant_text
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.territory.models.cohort import Cohort
from dmi.web.naming import term
from dmi.web.rows import href_of
from dmi.web.sentences import word
from dmi.web.steps import FACTS, TITLES, StepPages
from dmi.web.undoing import undo_page
from dmi.web.writes import WritePage, add_write

steps = StepPages(bp)
undo_page(steps, EvidenceItem)
undo_page(steps, Authorisation)
steps.add("AU.create_authorisation", Operation, CreateAuthorisationForm)
steps.add("AU.renew_authorisation", Authorisation, RenewAuthorisationForm)
steps.add("AU.revoke_authorisation", Authorisation, ReasonForm, final=True)
steps.add("BY.record_buy", Authorisation, RecordBuyForm, template="evidence/record_buy.html")
steps.add(
    "BY.record_unusable_buy",
    Authorisation,
    RecordUnusableBuyForm,
    template="evidence/record_buy.html",
)
steps.add("BY.annul_buy", Buy, ReasonForm, final=True)
steps.add("E.collect_item", Buy, CollectItemForm)
steps.add("E.seal_item", EvidenceItem, SealItemForm)
steps.add("E.hand_over", EvidenceItem, HandOverForm)
steps.add("E.receive_item", EvidenceItem, ReceiveItemForm)
steps.add("E.deliver_to_laboratory", EvidenceItem, DeliverToLaboratoryForm)
steps.add("E.record_laboratory_return", EvidenceItem, RecordLaboratoryReturnForm)
steps.add("E.open_seal", EvidenceItem, OpenSealForm)
steps.add("E.report_lost", EvidenceItem, ReasonForm)

INVESTIGATION = N_("Record the case number")
OPERATION = N_("Open an operation")
FIELD_TEST = N_("Record a field test")


def _to_result(_row: Any, result: Any) -> str:
    return href_of(result)


def _to_operations(_row: Any, _result: Any) -> str:
    return url_for("evidence.operations")


add_write(
    bp,
    "record_investigation",
    WritePage(
        INVESTIGATION,
        Cohort,
        DataClass.CASE_FILE,
        operation.record_investigation,
        RecordInvestigationForm,
        _to_result,
    ),
)
add_write(
    bp,
    "open_operation",
    WritePage(
        OPERATION,
        Investigation,
        DataClass.EVIDENCE,
        operation.open_operation,
        OpenOperationForm,
        _to_operations,
    ),
)
add_write(
    bp,
    "record_field_test",
    WritePage(FIELD_TEST, EvidenceItem, DataClass.EVIDENCE, item.record_field_test, FieldTestForm),
)


def _authorisation_facts(acting: Acting, row: Any) -> list[tuple[str, str]]:
    return [
        (term("case_number"), row.ruc),
        (_("Technique"), word(row.technique)),
        (_("Valid from"), instant_text(row.valid_from, acting.zone)),
        (_("Valid to"), instant_text(row.valid_to, acting.zone)),
    ]


def _item_title(_acting: Acting, row: Any) -> str:
    return (
        f"{term('item_number')} {row.nue}"
        if row.nue
        else str(_("Item %(number)s", number=row.item_no))
    )


def _buy_title(acting: Acting, row: Any) -> str:
    return str(_("Buy of %(when)s", when=instant_text(row.occurred_at, acting.zone)))


TITLES[Operation] = lambda _acting, row: str(row.code)
TITLES[Investigation] = lambda _acting, row: f"{term('case_number')} {row.ruc}"
TITLES[Authorisation] = lambda _acting, row: str(row.reference)
TITLES[Buy] = _buy_title
TITLES[EvidenceItem] = _item_title
FACTS[Authorisation] = _authorisation_facts
