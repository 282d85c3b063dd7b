"""The small cohort in evidence and review, with its meeting ahead."""

from datetime import datetime

from faker import Faker

from dmi.demo import called, judged, proof
from dmi.demo.first import evening, found, prove
from dmi.demo.ground import Ground
from dmi.demo.staff import Stage as Play
from dmi.eligibility.words import Outcome
from dmi.people.models.pathway import Pathway
from dmi.policy.states import Stage as Way
from dmi.programme.acts import begin_reviewing

PROVEN = (
    Way.BUILDING,
    Way.EVIDENCE_READY,
    Way.IN_REVIEW,
    Way.IN_REVIEW,
    Way.DISPUTED,
    Way.CANDIDATE,
    Way.CASE_READY,
)
FIRST_OPINION = 2


def write(play: Play, now: datetime) -> None:
    """Write the cohort from its market to reviews that wait for an opinion."""
    names = Faker("es_CL")
    names.seed_instance(2)
    ground = found(play, "M-02", "Los Dominicos", 2)
    people = [
        prove(play, ground, names, 2002 + place, buys=1 if way is Way.BUILDING else 2)
        for place, way in enumerate(PROVEN)
    ]
    play.move(days=14)
    for pathway in people[1:]:
        proof.certify(play, pathway)
    begin_reviewing(play.acting("fis1"), ground.cohort)
    proof.name_somebody(play, ground, 2000)
    known = proof.name_somebody(play, ground, 2001)
    proof.say_who(play, known, names, 2001)
    for place, pathway in enumerate(people):
        _judge(play, ground, pathway, place)
    play.at = now
    called.plan(play, ground.cohort, evening(play, 25))


def _judge(play: Play, ground: Ground, pathway: Pathway, place: int) -> None:
    """Carry one person as far into review as this cohort's story tells."""
    way, began = PROVEN[place], play.at
    if way in {Way.BUILDING, Way.EVIDENCE_READY}:
        return
    play.move(days=10)
    opened = judged.review(play, pathway, due_in=5)
    if way is Way.IN_REVIEW and place == FIRST_OPINION:
        judged.opine(play, opened, "pol2", Outcome.CANDIDATE)
    if way is Way.DISPUTED:
        judged.dispute(play, pathway, opened)
    if way in {Way.CANDIDATE, Way.CASE_READY}:
        judged.choose(play, pathway, opened)
    if way is Way.CASE_READY:
        judged.bank(play, ground, pathway, 100 + place)
    play.at = began
