"""Closed lists of check-ins."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class SupportPhase(Worded):
    """How close the support is."""

    INTENSIVE = "INTENSIVE", N_("Intensive")
    STABLE = "STABLE", N_("Stable")
    LIGHT = "LIGHT", N_("Light")


class SeriesStatus(Worded):
    """How a check-in series stands."""

    OPEN = "OPEN", N_("Series running")
    PAUSED = "PAUSED", N_("Paused")
    ENDED = "ENDED", N_("Finished")


class ContactMode(Worded):
    """How two people met."""

    IN_PERSON = "IN_PERSON", N_("Face to face")
    PHONE = "PHONE", N_("Phone")
    VIDEO = "VIDEO", N_("Video")
    HOME_VISIT = "HOME_VISIT", N_("Home visit")


class AskedBy(Worded):
    """Who asked for another date."""

    PERSON = "PERSON", N_("The person")
    WORKER = "WORKER", N_("The worker")
    OFFICE = "OFFICE", N_("The office")


class RescueResult(Worded):
    """What a rescue attempt achieved."""

    REACHED = "REACHED", N_("Reached")
    NOT_REACHED = "NOT_REACHED", N_("Not reached")
    EXCUSED = "EXCUSED", N_("Gave an excuse")


class RescueWay(Worded):
    """How somebody was looked for after a missed check-in."""

    CALL = "CALL", N_("Phone call")
    INFLUENTIAL = "INFLUENTIAL", N_("Through the influential person")
    VISIT = "VISIT", N_("Visit")


class LaterOnes(Worded):
    """What becomes of the later check-ins when one is moved."""

    STAY = "STAY", N_("The later ones stay")
    SHIFT = "SHIFT", N_("The later ones move by as many days")
