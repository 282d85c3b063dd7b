"""The cohort in its sixth month: everybody whom its meeting reached, carried by the acts."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from faker import Faker

from dmi.callin.models.meeting import Meeting
from dmi.callin.words import AttendanceCode
from dmi.demo import called, judged, neighbours, proof, supported, today
from dmi.demo.ground import Ground, found_cohort, open_ground
from dmi.demo.staff import Stage as Play
from dmi.demo.ways import Ways
from dmi.kernel.calendar import next_working_day
from dmi.people.models.pathway import Pathway
from dmi.policy.states import Stage as Way
from dmi.profiles.queries import holiday_calendar
from dmi.programme.acts import begin_reviewing

CAME = {
    **dict.fromkeys(range(10), AttendanceCode.PRESENT),
    10: AttendanceCode.EXCUSED_BEFORE,
    11: AttendanceCode.NO_SHOW,
}
WAYS = (
    *(Way.ACTIVE,) * 6,
    Way.ENROLLED,
    Way.OFFERED,
    Way.DECLINED,
    Way.ATTENDED,
    Way.EXCUSED,
    Way.NO_SHOW,
)
MISSED = 12
LATER = 3
SUPPORTED = (Way.ACTIVE, Way.ENROLLED)
OFFERED = (*SUPPORTED, Way.OFFERED, Way.DECLINED)


def evening(play: Play, days: int) -> datetime:
    """Return seven in the evening of the first working day from some days on."""
    closed = holiday_calendar(play.session, play.profile)
    day = next_working_day(play.today + timedelta(days=days), closed)
    zone = ZoneInfo(play.place.time_zone)
    return datetime.combine(day, time(19), zone).astimezone(play.at.tzinfo)


def found(play: Play, code: str, name: str, number: int) -> Ground:
    """Walk the cohort's own gates up to the search for proof."""
    cohort = found_cohort(play, code, name)
    play.move(days=5)
    return open_ground(play, cohort, number)


def prove(play: Play, ground: Ground, names: Faker, number: int, buys: int = 2) -> Pathway:
    """Carry somebody from a sighting to bought and analysed proof."""
    began = play.at
    pathway = proof.name_somebody(play, ground, number)
    play.move(days=2)
    proof.say_who(play, pathway, names, number)
    proof.start_buys(play, pathway)
    for one in range(buys):
        play.move(days=3)
        proof.buy(play, ground, pathway, number * 10 + one, f"V-{number % 100:02}")
    play.at = began
    return pathway


def judge(play: Play, ground: Ground, people: list[Pathway]) -> None:
    """Certify, review, decide and bank, one person after another."""
    for pathway in people:
        proof.certify(play, pathway)
    begin_reviewing(play.acting("fis1"), ground.cohort)
    for number, pathway in enumerate(people, 1):
        began = play.at
        opened = judged.review(play, pathway)
        judged.choose(play, pathway, opened)
        play.move(days=1)
        judged.bank(play, ground, pathway, number)
        play.at = began
    play.move(days=4)


def invite(play: Play, ground: Ground, people: list[Pathway]) -> Meeting:
    """Plan the meeting, print its letters and bring them to everybody."""
    neighbours.gather(play, ground.cohort)
    meeting = called.plan(play, ground.cohort, evening(play, 14))
    called.fix(play, ground.cohort, meeting)
    letters = [called.write_letter(play, one, meeting, place) for place, one in enumerate(people)]
    for letter in letters:
        called.approve(play, letter)
    called.print_all(play, meeting, letters)
    rounds = [called.hand_out(play, letter) for letter in letters]
    play.move(days=1)
    for round_ in rounds:
        called.serve(play, round_, "La persona misma")
    return meeting


def write(play: Play, now: datetime, others: Sequence[Way]) -> None:
    """Write the cohort up to now; ``others`` stand where no act of this part leads in time."""
    names = Faker("es_CL")
    names.seed_instance(1)
    ground = found(play, "M-01", "Colón Oriente", 1)
    aside = Ways(play, 3)
    for way in others:
        aside.somebody(ground.cohort, way)
    people = [prove(play, ground, names, 1000 + place) for place in range(len(WAYS) + LATER)]
    play.move(days=14)
    judge(play, ground, people)
    later = people[len(WAYS) :]
    people = people[: len(WAYS)]
    meeting = invite(play, ground, people)
    assert meeting.held_at is not None  # noqa: S101 - the date was fixed just before
    play.reach(meeting.held_at + timedelta(hours=2))
    called.hold(play, meeting, {one: CAME[place] for place, one in enumerate(people)})
    cast = dict(zip(people, WAYS, strict=True))
    carry_on(play, cast)
    play.at = now
    fill_today(play, [one for one, way in cast.items() if way in SUPPORTED], [*people, *later])
    call_again(play, ground, later)
    neighbours.improve(play, ground.cohort)


def call_again(play: Play, ground: Ground, later: list[Pathway]) -> None:
    """Plan a second meeting: one letter to approve, one to print, one to bring."""
    now = play.at
    play.move(days=-3)
    meeting = called.plan(play, ground.cohort, evening(play, 14))
    called.promise_passage(play, meeting)
    play.both("jef1", "fis1", "N.fix_date", meeting, held_at=meeting.proposed_at)
    letters = [called.write_letter(play, one, meeting, 40 + at) for at, one in enumerate(later)]
    for letter in letters[1:]:
        called.approve(play, letter)
    called.print_all(play, meeting, letters[2:])
    for letter in letters[2:]:
        called.hand_out(play, letter)
    play.at = now


def fill_today(play: Play, supported_now: list[Pathway], people: list[Pathway]) -> None:
    """Bring everything up to today, and let something be due."""
    active = [one for one in supported_now if one.stage is Way.ACTIVE]
    for pathway in people:
        today.recertify(play, pathway)
    for place, pathway in enumerate(supported_now):
        supported.keep_due(play, pathway, missed_on=MISSED if place == 0 else None)
    for pathway in active[1:3]:
        today.expect_today(play, pathway)
    now = play.at
    play.at = now - timedelta(days=2)
    today.ask_for_account(play, today.report(play, active[3], "1234"))
    play.at = now - timedelta(days=1)
    today.report(play, active[4], "1240")
    play.at = now
    today.give_tasks(play, active[0])


def carry_on(play: Play, cast: dict[Pathway, Way]) -> None:
    """Carry those who came through the offer and the first weeks of support."""
    for pathway, way in cast.items():
        began = play.at
        if pathway.stage is Way.ATTENDED:
            supported.give_team(play, pathway)
        play.move(days=1)
        if way in OFFERED:
            supported.offer(play, pathway)
            play.move(hours=26)
        if way is Way.DECLINED:
            supported.decline(play, pathway)
        if way in SUPPORTED:
            supported.sign(play, pathway)
            play.move(days=7)
        if way is Way.ACTIVE:
            supported.begin(play, pathway)
        play.at = began
