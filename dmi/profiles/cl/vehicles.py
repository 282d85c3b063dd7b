"""The legal vehicles that Chilean procedure knows, with what each must have on file."""

from dmi.profiles.profile import Vehicle
from dmi.profiles.words import OffenceCode, VehicleKind

_ALWAYS = ("kind", "reference", "approved_by")
_BY_JUDGE = ("formalised_on", "resolved_on", "court", "rit", "defender_name", "term_months")

VEHICLES = (
    Vehicle(
        VehicleKind.SCP,
        (*_ALWAYS, *_BY_JUDGE, "no_prior_conviction", "prior_scp_checked"),
        condition="scp",
        term_months=(12, 36),
        closed_for_adults_under=frozenset({OffenceCode.L20000_3}),
        needs_penalty_when_aggravated=True,
    ),
    Vehicle(
        VehicleKind.SCP_TTD,
        (*_ALWAYS, *_BY_JUDGE, "no_prior_conviction", "diagnostic_report", "next_hearing_on"),
        condition="scp_ttd",
        term_months=(12, 60),
        hearing_every_months=1,
        closed_for_adults_under=frozenset({OffenceCode.L20000_3}),
    ),
    Vehicle(
        VehicleKind.OPORT,
        _ALWAYS,
        closed_for_adults_under=frozenset({OffenceCode.L20000_3, OffenceCode.L20000_4}),
    ),
    Vehicle(VehicleKind.INV, _ALWAYS, condition="inv", has_standing_warning=True),
    Vehicle(VehicleKind.ARCH, (*_ALWAYS, "regional_approval_no"), condition="arch"),
    Vehicle(VehicleKind.NOPERS, (*_ALWAYS, "resolved_on")),
    Vehicle(VehicleKind.COOP, _ALWAYS),
    Vehicle(VehicleKind.PROC, (*_ALWAYS, "formalised_on", "court", "rit")),
    Vehicle(VehicleKind.SUST, (*_ALWAYS, "resolved_on", "court", "rit", "term_months")),
)
