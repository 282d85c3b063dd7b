"""Closed lists of running the programme."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class CommitmentParty(Worded):
    """Who signs a commitment."""

    POLICE = "POLICE", N_("Police")
    PROSECUTION = "PROSECUTION", N_("Prosecution")
    MUNICIPALITY = "MUNICIPALITY", N_("Municipality")
    DEFENCE = "DEFENCE", N_("Public defence")
    SERVICE = "SERVICE", N_("Services")
    COMMUNITY = "COMMUNITY", N_("Community")


class Gate(Worded):
    """The gates a cohort passes."""

    G0 = "G0", N_("Team and commitments")
    G1 = "G1", N_("Market choice")
    G2 = "G2", N_("Evidence")
    G3 = "G3", N_("Community")
    G4 = "G4", N_("Decisions and cases")
    G5 = "G5", N_("Debrief")
    G6 = "G6", N_("Maintenance")


class FidelityWord(Worded):
    """Whether a step of the method was done."""

    YES = "YES", N_("Yes")
    PARTLY = "PARTLY", N_("Partly")
    NO = "NO", N_("No")
