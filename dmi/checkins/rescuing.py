"""The tries to reach somebody after a missed check-in."""

from datetime import datetime

from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.checkins import queries
from dmi.checkins.models import CheckIn, Rescue
from dmi.checkins.words import RescueResult, RescueWay
from dmi.kernel.refusals import Faults, Unmet, UnmetCondition
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.states import CheckInStatus

RESCUED = N_("This rescue is closed already.")


@write("checkins.rescue.recorded", data_class=DataClass.CHECK_INS)
def record_rescue(
    acting: Acting,
    checkin: CheckIn,
    *,
    way: RescueWay,
    tried_at: datetime,
    result: RescueResult | None = None,
) -> Rescue:
    """Record one try to reach the person; a result closes the rescue."""
    rescue = queries.rescue_of(acting, checkin)
    if rescue is None or checkin.status is not CheckInStatus.MISSED:
        raise Unmet((UnmetCondition("out_of_step"),))
    if rescue.closed_at is not None:
        raise Faults({"result": [RESCUED]})
    tried = {"way": way.value, "at": tried_at.isoformat(), "by": str(acting.by.id)}
    rescue.attempts = [*rescue.attempts, tried]
    if result is not None:
        rescue.result, rescue.closed_at = result, acting.at
    return rescue
