"""Forms of nomination, identity and removal."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, ValidationError

from dmi.evidence.queries import users_with
from dmi.kernel.identifiers import Malformed
from dmi.people.words import (
    IdentityBasis,
    InformationGrade,
    RemovalReason,
    SourceGrade,
    SourceType,
)
from dmi.policy.roles import Role
from dmi.profiles.profile import load
from dmi.profiles.words import DocumentKind
from dmi.web.choices import ChoiceField, PickField
from dmi.web.forms import PageForm
from dmi.web.naming import lazy_term
from dmi.web.texts import DayField, Line, Text

OTHER_DOCUMENTS = (DocumentKind.PASSPORT, DocumentKind.FOREIGN_ID)


class WithRun(PageForm):
    """A form in which a national number may be typed, where people bear one."""

    read_number: Callable[[str], str] | None = None

    def validate_run(self, field: Field) -> None:
        """Say at the field that the check digit does not fit."""
        if not field.data or self.read_number is None:
            return
        try:
            field.data = self.read_number(field.data)
        except Malformed as cause:
            raise ValidationError(_(cause.sentence)) from cause

    def fill(self, acting: Any, _row: Any) -> None:
        """Read numbers as the place does."""
        self.read_number = load(acting.profile).readers.get(DocumentKind.RUN)
        if self.read_number is None:
            del self["run"]


class Suspicion(PageForm):
    """What was seen, where, when and by whom."""

    source_type = PickField(_l("Kind of source"), SourceType)
    source_grade = ChoiceField(_l("How far the source can be trusted"), SourceGrade)
    information_grade = ChoiceField(_l("How far what it says can be trusted"), InformationGrade)
    place = Line(_l("Place"))
    observed_on = DayField(_l("Day on which it was seen"), future=False)
    suspicion_basis = Text(_l("What was seen, where and when"), shortest=40)
    is_anonymous = BooleanField(_l("The source is anonymous"))


class NominateForm(WithRun, Suspicion):
    """Somebody new on the list, by a code, with or without a name."""

    in_market = BooleanField(_l("The place lies in this cohort's market"))
    given_names = Line(_l("Given names"), needed=False)
    surname_1 = Line(_l("First surname"), needed=False)
    surname_2 = Line(_l("Second surname"), needed=False)
    aliases = Line(_l("Also known as"), needed=False)
    run = Line(lazy_term("national_number"), needed=False, longest=14)
    same_person = BooleanField(_l("This number is on record: I confirm it is the same person"))
    birth_date = DayField(_l("Date of birth"), needed=False, future=False)


class NominateAgainForm(Suspicion):
    """Something newer than the removal."""


class AttachNominationForm(Suspicion):
    """What another source says of the same person."""

    same_person = BooleanField(_l("I confirm that this is about the same person"))


class IdentifyForm(WithRun):
    """Who the person is."""

    identity_basis = ChoiceField(_l("How the identity was confirmed"), IdentityBasis)
    run = Line(lazy_term("national_number"), needed=False, longest=14)
    document_kind = PickField(_l("Other document"), DocumentKind, needed=False)
    document_number = Line(_l("Number of the document"), needed=False, longest=40)
    document_country = Line(
        _l("Country of the document"),
        needed=False,
        longest=2,
        description=_l("Its two letters, as on the document."),
    )
    given_names = Line(_l("Given names"))
    surname_1 = Line(_l("First surname"))
    surname_2 = Line(_l("Second surname"), needed=False)
    aliases = Line(_l("Also known as"), needed=False)
    birth_date = DayField(_l("Date of birth"), future=False)
    second_officer = PickField(_l("Second officer who knows the person"), needed=False)
    somebody_else = BooleanField(_l("Somebody else has the same name: this is another person"))

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the police, and what is known already."""
        super().fill(acting, row)
        others = {"", *map(str, OTHER_DOCUMENTS)}
        self.document_kind.choices = [
            one for one in self.document_kind.choices if one.value in others
        ]
        police = users_with(acting, Role.POLICE_ANALYST, Role.HANDLER)
        self.second_officer.offer(one for one in police if one[0] != acting.by.id)
        if self.is_begun():
            return
        person = row.person
        for name in ("given_names", "surname_1", "surname_2", "aliases", "birth_date"):
            self[name].data = getattr(person, name)


class RemoveForm(PageForm):
    """Why somebody comes off the list."""

    reason_code = PickField(_l("Kind of reason"), RemovalReason)
    reason = Text(_l("Reason"), shortest=20)
