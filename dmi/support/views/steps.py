"""Step pages and papers of the support."""

from typing import Any

from flask import url_for

from dmi.people.models.contacts import Consent
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.support.acts import offer as _offer  # noqa: F401 - registers the steps
from dmi.support.forms.offer import DeclineForm, ExplainOfferForm, ReconsiderForm
from dmi.support.forms.signing import SignAgreementForm
from dmi.support.forms.support import BeginForm, PauseForm, ResumeForm
from dmi.support.models.enrolment import Enrolment
from dmi.support.queries import papers as words_of
from dmi.support.views.pages import bp as pages_bp
from dmi.web.papers import PaperPages
from dmi.web.rows import href_of
from dmi.web.steps import StepPages

bp = pages_bp
steps = StepPages(bp)


def _to_agreement(row: Any, made: Any) -> str:
    if isinstance(made, Enrolment):
        return url_for("support.agreement", row_id=made.agreement_id)
    return href_of(row)


steps.add("P.explain_offer", Pathway, ExplainOfferForm)
steps.add(
    "P.sign_agreement",
    Pathway,
    SignAgreementForm,
    template="support/sign_agreement.html",
    back=_to_agreement,
)
steps.add("P.record_decline", Pathway, DeclineForm)
steps.add("P.reconsider", Pathway, ReconsiderForm)
steps.add("P.begin_support", Pathway, BeginForm)
steps.add("P.pause_support", Pathway, PauseForm)
steps.add("P.resume_support", Pathway, ResumeForm)

papers = PaperPages(bp)
SIGNS = frozenset({Role.SOCIAL_WORKER})
# The agreement names the case and its date: it is for those who know the case, and who signs it.
READS_THE_AGREEMENT = SIGNS | {Role.PROSECUTOR, Role.PROGRAMME_MANAGER, Role.DEFENDER}
papers.add(
    "P04",
    Pathway,
    data_class=DataClass.AGREEMENT,
    wording=words_of.rights_sheet,
    issuers=SIGNS,
)
papers.add(
    "P06",
    Pathway,
    data_class=DataClass.AGREEMENT,
    wording=words_of.agreement_sheet,
    readers=READS_THE_AGREEMENT,
    issuers=SIGNS,
)
papers.add("P07F", Consent, data_class=DataClass.AGREEMENT, wording=words_of.consent_sheet)
