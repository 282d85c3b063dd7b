"""Closed lists of the work with residents."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class PartnerKind(Worded):
    """Who a community partner is."""

    NEIGHBOURS_COUNCIL = "NEIGHBOURS_COUNCIL", N_("Neighbours' council")
    SCHOOL = "SCHOOL", N_("School")
    FAITH = "FAITH", N_("Faith community")
    CLUB = "CLUB", N_("Club or organisation")
    RESIDENT = "RESIDENT", N_("Community voice")
    FORMER_SELLER = "FORMER_SELLER", N_("Person with lived experience")


class CommunityKind(Worded):
    """What was done with the residents."""

    MEETING = "MEETING", N_("Meeting in the field")
    DIAGNOSIS = "DIAGNOSIS", N_("Participatory diagnosis")
    WALK = "WALK", N_("Safety walk")
    DOOR_TO_DOOR = "DOOR_TO_DOOR", N_("Door to door")
    HOUSE_ASSESSMENT = "HOUSE_ASSESSMENT", N_("House assessment")
    CENSUS = "CENSUS", N_("Census")
    CAMPAIGN = "CAMPAIGN", N_("Prevention campaign")
    TRAINING = "TRAINING", N_("Training and manuals")
    TRUST_WORK = "TRUST_WORK", N_("Confidence-building work")
    ACTIVATION = "ACTIVATION", N_("Urban activation")


class WorkKind(Worded):
    """What was built or done in the area."""

    LIGHTING = "LIGHTING", N_("Lighting")
    CAMERA = "CAMERA", N_("Camera")
    PATROL = "PATROL", N_("Patrol round")
    SPACE_RECOVERY = "SPACE_RECOVERY", N_("Public-space recovery")
    SAFE_HOUSE = "SAFE_HOUSE", N_("Protected house")
    GPS = "GPS", N_("GPS")
    TRUST_WORK = "TRUST_WORK", N_("Trust-building work")


class TechnologyKind(Worded):
    """Technology on places and things, never on people."""

    CAMERA = "CAMERA", N_("Camera")
    PROTECTED_HOUSE = "PROTECTED_HOUSE", N_("Protected house")
    GPS_ON_THINGS = "GPS_ON_THINGS", N_("GPS on things")
    ALARM = "ALARM", N_("Alarm")


class Progress(Worded):
    """How far a work is, told by its two days."""

    PLANNED = "PLANNED", N_("Only planned")
    UNDER_WAY = "UNDER_WAY", N_("Under way")
    FINISHED = "FINISHED", N_("Finished")
