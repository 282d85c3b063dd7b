"""A delivery sheet that a clerk asked for: no step of a person's way makes one."""

from datetime import timedelta

from sqlalchemy import select

from dmi.callin.models.delivery import DeliveryRound
from dmi.callin.models.meeting import Meeting
from dmi.callin.models.sheet import DeliverySheet
from tests.builders import placed
from tests.people import Town


def ask_for_a_sheet(town: Town) -> None:
    """Write the list of the first round."""
    now, session = town.clock(), town.session
    meeting = session.scalars(select(Meeting).order_by(Meeting.id)).first()
    round_ = session.scalars(select(DeliveryRound).order_by(DeliveryRound.id)).first()
    assert meeting is not None
    assert round_ is not None
    sheet = DeliverySheet(
        meeting_id=meeting.id,
        deliverer_id=town.users["pol1"].id,
        second_deliverer_id=town.users["ts1"].id,
        shift_on=now.date(),
        return_by=now + timedelta(hours=8),
        copies=1,
        rounds=[str(round_.id)],
        asked_by_id=town.users["sec1"].id,
        asked_at=now,
    )
    placed(town, sheet, meeting)
