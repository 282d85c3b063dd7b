"""Closed lists of the evaluation."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class UnitKind(Worded):
    """What a unit of the evaluation is."""

    BLOCK = "BLOCK", N_("Block")
    BUFFER = "BUFFER", N_("Buffer")
    COMPARISON = "COMPARISON", N_("Comparison")
    CITYWIDE = "CITYWIDE", N_("City-wide")


class Indicator(Worded):
    """What is counted before and after."""

    CALLS = "CALLS", N_("Calls")
    DRUG_CALLS = "DRUG_CALLS", N_("Drug calls")
    DRUG = "DRUG", N_("Drug offences")
    VIOLENT = "VIOLENT", N_("Violent")
    PROPERTY = "PROPERTY", N_("Property")
    COMPLAINTS = "COMPLAINTS", N_("Anonymous complaints")
    VISIBLE_SALE = "VISIBLE_SALE", N_("Visible selling")
    PUBLIC_USE = "PUBLIC_USE", N_("Public use")
    NUISANCE = "NUISANCE", N_("Nuisance incidents")
    WEAPONS = "WEAPONS", N_("Weapons")
    AWARE = "AWARE", N_("Aware of programme")
    SAFE = "SAFE", N_("Feels safe")
    ACTIVATIONS = "ACTIVATIONS", N_("Space activations")
    POPULATION = "POPULATION", N_("People living there")


class Estimator(Worded):
    """How an effect is estimated."""

    RATE_RATIO = "RATE_RATIO", N_("Rate ratio (description)")
    DID = "DID", N_("Difference in differences")
    WDD = "WDD", N_("Weighted displacement difference")
    ITS = "ITS", N_("Interrupted series")
    SYNTH_UNITS = "SYNTH_UNITS", N_("Synthetic control, many units")
    SYNTH_AREAS = "SYNTH_AREAS", N_("Synthetic control, few areas")


class Verdict(Worded):
    """The closed list of what an evaluation may say."""

    ATTRIBUTABLE_FALL = "ATTRIBUTABLE_FALL", N_("Compatible with an attributable fall")
    NOT_DISTINGUISHED = "NOT_DISTINGUISHED", N_("Not distinguished from normal variation")
    RISE = "RISE", N_("Compatible with a rise")
    INSUFFICIENT = "INSUFFICIENT", N_("Insufficient data")


class PersonOutcomeKind(Worded):
    """What happened to a person afterwards."""

    NEW_CHARGE = "NEW_CHARGE", N_("New charge")
    NEW_CONVICTION = "NEW_CONVICTION", N_("New conviction")
    VICTIMISED = "VICTIMISED", N_("Victimised")
    OVERDOSE = "OVERDOSE", N_("Overdose")
    DEATH = "DEATH", N_("Death")


class ReportKind(Worded):
    """Which report is printed."""

    MAYOR = "MAYOR", N_("Mayor's page")
    COUNCIL = "COUNCIL", N_("Council report")
    EQUITY = "EQUITY", N_("Equity")
    FUNNEL = "FUNNEL", N_("Funnel")
    CLOSING = "CLOSING", N_("Cohort closing")
    POINTS = "POINTS", N_("Point indicators")


class Audience(Worded):
    """Where rows about nobody go."""

    INSIDE = "INSIDE", N_("To an institution of the programme")
    OUTSIDE = "OUTSIDE", N_("To somebody outside it")
