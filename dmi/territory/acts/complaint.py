"""Complaints and calls: received without a name where none was promised, looked into, withdrawn."""

from datetime import date, datetime, time
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlalchemy.engine import CursorResult

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.kernel.refusals import Faults, NotKnown
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Access, right
from dmi.policy.roles import Role
from dmi.territory import rules
from dmi.territory.acts.place import Degrees, near_home, place_of, sector_at, withdraw
from dmi.territory.acts.point import known_sector, refuse_numbers
from dmi.territory.geometry import Place
from dmi.territory.models.cohort import Cohort
from dmi.territory.models.complaint import Complaint, ComplaintCheck
from dmi.territory.models.point import SalePoint
from dmi.territory.queries.waves import at_work, drawn, place_told, wave_at
from dmi.territory.words import CheckOutcome, ComplaintSource, IncidentKind

NOT_YET = N_("This hour has not come yet.")
NO_CONTACT = N_("Nobody's contact is kept with an anonymous complaint: leave this empty.")
PROMISED = N_("Who calls this line is promised that nobody will know: the complaint is anonymous.")
KNOWN_ALREADY = N_("A complaint of this source and number stands here already.")
NO_SUCH_POINT = N_("No point of the register has this code.")
NOTHING_FOUND = N_("Nobody has looked into this complaint, so there is nothing to take back.")
NO_SUCH_WAVE = N_("Nobody works in such a cohort.")
NO_AREA = N_("The market is not drawn, or nobody works in the cohort: nothing can be gathered.")
AT_ONCE = 500
IS_WITHDRAWN = N_("The complaint was withdrawn.")


def judges(role: Role) -> bool:
    """Tell whether a role looks into complaints, beyond writing its own down."""
    return Access.W in right(role, DataClass.COMPLAINTS).access


@write("territory.complaint.received", data_class=DataClass.COMPLAINTS)
def receive_complaint(
    acting: Acting,
    _place: None,
    *,
    source: ComplaintSource,
    received_at: datetime,
    kind: IncidentKind,
    text: str = "",
    is_anonymous: bool = True,
    complainant_contact: str | None = None,
    reference: str | None = None,
    sector: UUID | None = None,
    point: str | None = None,
    coordinates: Degrees | None = None,
    import_ref: str | None = None,
) -> Complaint:
    """Write a complaint down; ``point`` is the code of a point, ``reference`` the source's number.

    Raises:
        Faults: an anonymous one with a contact, an hour to come, a number that stands already.
    """
    if received_at > acting.at:
        raise Faults({"received_at": [NOT_YET]})
    if source in rules.ALWAYS_ANONYMOUS and not is_anonymous:
        raise Faults({"is_anonymous": [PROMISED]})
    if is_anonymous and complainant_contact:
        raise Faults({"complainant_contact": [NO_CONTACT]})
    refuse_numbers(acting, "text", text)
    home = place_of(acting)
    if reference and _stands(acting, home, source, reference):
        raise Faults({"reference": [KNOWN_ALREADY]})
    lon, lat = near_home(acting, coordinates)
    seen_at = point_called(acting, point)
    row = Complaint(
        jurisdiction_id=home,
        reference=reference or None,
        source=source,
        received_at=received_at,
        kind=kind,
        sector_id=_sector(acting, sector, seen_at, coordinates),
        point_id=seen_at.id if seen_at else None,
        lon=lon,
        lat=lat,
        is_anonymous=is_anonymous,
        import_ref=import_ref,
    )
    row.text = text
    row.complainant_contact = complainant_contact or ""
    row.cohort_id = wave_at(drawn(acting, home), _lies_at(row, seen_at))
    return acting.add(row)


@write("territory.complaint.checked", data_class=DataClass.COMPLAINTS)
def check_complaint(
    acting: Acting, complaint: Complaint, *, outcome: CheckOutcome, reason: str
) -> Complaint:
    """Say what was found, or take the last finding back; a complaint counts as verified or not.

    Raises:
        NotKnown: the role writes its own complaints down and judges none.
        Faults: it was withdrawn, or there is nothing to take back.
    """
    _may_judge(acting, complaint)
    refuse_numbers(acting, "reason", reason)
    seq = acting.session.scalar(
        select(func.max(ComplaintCheck.seq)).where(ComplaintCheck.complaint_id == complaint.id)
    )
    if outcome is CheckOutcome.TAKEN_BACK and seq is None:
        raise Faults({"outcome": [NOTHING_FOUND]})
    check = ComplaintCheck(
        complaint_id=complaint.id,
        seq=(seq or 0) + 1,
        outcome=outcome,
        at=acting.at,
        by_id=acting.by.id,
    )
    acting.add(check, under=complaint)
    check.reason = reason
    confirmed = outcome is CheckOutcome.CONFIRMED
    complaint.verified_at = acting.at if confirmed else None
    complaint.verified_by_id = acting.by.id if confirmed else None
    return complaint


@write("territory.complaint.placed", data_class=DataClass.COMPLAINTS)
def place_complaint(
    acting: Acting, complaint: Complaint, *, sector: UUID | None = None, point: str | None = None
) -> Complaint:
    """Say in which sector and at which point of the register it happened.

    Another point brings its own sector, unless another sector is named with it. Whose cohort it
    bears on follows from the place, unless somebody gave it by hand.

    Raises:
        NotKnown: the role judges no complaint.
        Faults: there is no such sector or point.
    """
    _may_judge(acting, complaint)
    stands = complaint.point
    kept = stands is not None and (point or "").strip().upper() == stands.code
    found = stands if kept else point_called(acting, point)
    if not kept and found is not None and sector == complaint.sector_id:
        sector = None
    own = (complaint.lon, complaint.lat) if complaint.lon and complaint.lat else None
    complaint.sector_id = _sector(acting, sector, found, own)
    complaint.point_id = found.id if found else None
    if complaint.given_at is None:
        waves = drawn(acting, complaint.jurisdiction_id)
        complaint.cohort_id = wave_at(waves, _lies_at(complaint, found))
    return complaint


@write("territory.complaint.given", data_class=DataClass.COMPLAINTS)
def give_complaint(
    acting: Acting, complaint: Complaint, *, wave: UUID | None = None, reason: str
) -> Complaint:
    """Give a complaint to a cohort, or to none: it stays so, wherever it lies.

    Prosecutor and handler of a cohort read its complaints; one about either is taken from them.

    Raises:
        NotKnown: the role judges no complaint.
        Faults: nobody works in such a cohort.
    """
    _may_judge(acting, complaint)
    refuse_numbers(acting, "reason", reason)
    known = {None, complaint.cohort_id}
    known |= {one.id for one in at_work(acting, complaint.jurisdiction_id)}
    if wave not in known:
        raise Faults({"wave": [NO_SUCH_WAVE]})
    complaint.cohort_id = wave
    complaint.given_at, complaint.given_by_id = acting.at, acting.by.id
    complaint.given_reason = reason
    return complaint


@write("territory.complaints.gathered", data_class=DataClass.COMPLAINTS)
def gather_complaints(acting: Acting, cohort: Cohort, *, from_on: date) -> int:
    """Give a cohort every complaint since a day that lies in its market's area and bears on none.

    What somebody gave by hand, if to nobody, stays so. Every complaint is written down as seen.

    Returns:
        how many were given.

    Raises:
        NotKnown: the role judges no complaint.
        Faults: nobody works in the cohort, or its market is not drawn.
    """
    if not judges(acting.by.role):
        raise NotKnown
    own = [one for one in drawn(acting, cohort.jurisdiction_id) if one.cohort_id == cohort.id]
    if not own:
        raise Faults({"from_on": [NO_AREA]})
    began = datetime.combine(from_on, time(), ZoneInfo(acting.zone))
    nobodys = (
        Complaint.jurisdiction_id == cohort.jurisdiction_id,
        Complaint.cohort_id.is_(None),
        Complaint.given_at.is_(None),
        Complaint.withdrawn_at.is_(None),
        Complaint.received_at >= began,
    )
    query = (
        select(Complaint.id, Complaint.lon, Complaint.lat, SalePoint.lon, SalePoint.lat)
        .outerjoin(SalePoint, SalePoint.id == Complaint.point_id)
        .where(*nobodys)
    )
    found = [
        key
        for key, lon, lat, *of_point in acting.session.execute(query)
        if wave_at(own, place_told((lon, lat), (of_point[0], of_point[1]))) is not None
    ]
    given = 0
    for start in range(0, len(found), AT_ONCE):
        some = (Complaint.id.in_(found[start : start + AT_ONCE]), *nobodys)
        done = acting.session.execute(update(Complaint).where(*some).values(cohort_id=cohort.id))
        given += cast("CursorResult[Any]", done).rowcount
    acting.saw(DataClass.COMPLAINTS, *found)
    return given


@write("territory.complaint.withdrawn", data_class=DataClass.COMPLAINTS)
def withdraw_complaint(acting: Acting, complaint: Complaint, *, reason: str) -> Complaint:
    """Take a complaint that was recorded by mistake out of every count."""
    _may_judge(acting, complaint)
    refuse_numbers(acting, "reason", reason)
    withdraw(acting, complaint, reason)
    return complaint


def point_called(acting: Acting, code: str | None) -> SalePoint | None:
    """Return the point of that code in the actor's comuna; nothing where nothing was typed.

    Raises:
        Faults: no point that stands has this code.
    """
    if not (code or "").strip():
        return None
    query = sight.narrow(select(SalePoint), acting, SalePoint, DataClass.TERRITORY).where(
        SalePoint.jurisdiction_id == place_of(acting),
        SalePoint.code == str(code).strip().upper(),
        SalePoint.withdrawn_at.is_(None),
    )
    found = acting.session.scalars(query).one_or_none()
    if found is None:
        raise Faults({"point": [NO_SUCH_POINT]})
    return found


def _may_judge(acting: Acting, complaint: Complaint) -> None:
    if not judges(acting.by.role):
        raise NotKnown
    if complaint.withdrawn_at is not None:
        raise Faults({"reason": [IS_WITHDRAWN]})


def _lies_at(complaint: Complaint, point: SalePoint | None) -> Place | None:
    of_point = (point.lon, point.lat) if point else (None, None)
    return place_told((complaint.lon, complaint.lat), of_point)


def _sector(
    acting: Acting, sector: UUID | None, point: SalePoint | None, coordinates: Degrees | None
) -> UUID | None:
    chosen = known_sector(acting, sector)
    return chosen or (point.sector_id if point else None) or sector_at(acting, coordinates)


def _stands(acting: Acting, home: UUID, source: ComplaintSource, reference: str) -> bool:
    query = select(Complaint.id).where(
        Complaint.jurisdiction_id == home,
        Complaint.source == source,
        Complaint.reference == reference,
    )
    return acting.session.scalar(query) is not None
