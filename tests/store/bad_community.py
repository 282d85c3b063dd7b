"""The same of the tables of the community: bad rows, and what a good one needs."""

from tests.store.bad_rows import NOW, ONE, TODAY, YESTERDAY, Row

METHOD = "Asked from house to house"

GOOD_COMMUNITY: dict[str, Row] = {
    "Survey": {"method": METHOD},
}

BAD_COMMUNITY: dict[str, Row] = {
    "CommunityContact.attendees_not_negative": {"attendees": -1},
    "Partner.person_agreed": {"kind": "FORMER_SELLER", "consent_on": None},
    "Partner.withdrawn_without_contact": {
        "withdrawn_at": NOW,
        "withdrawn_by_id": ONE,
        "contact_name_sealed": None,
        "person_name_sealed": None,
    },
    "Partner.withdrawn_person_unnamed": {
        "withdrawn_at": NOW,
        "withdrawn_by_id": ONE,
        "contact_name_sealed": None,
        "contact_sealed": None,
    },
    "Survey.aware_pct_is_a_share": {"aware_pct": 101},
    "Survey.method_written": {"method": "By telephone"},
    "Survey.safer_pct_is_a_share": {"safer_pct": 101},
    "Survey.somebody_answered": {"n": 0},
    "Survey.trust_pct_is_a_share": {"trust_pct": -1},
    "Survey.wave_counts_from_one": {"wave": 0},
    "Work.cost_within_bounds": {"cost_clp": -1},
    "Work.finished_after_it_started": {"started_on": TODAY, "finished_on": YESTERDAY},
    **{
        f"{name}.withdrawn_with_reason": {"withdrawn_at": NOW}
        for name in ("CommunityContact", "Survey", "Work")
    },
    "Partner.withdrawn_with_reason": {
        "withdrawn_at": NOW,
        "contact_name_sealed": None,
        "contact_sealed": None,
        "person_name_sealed": None,
    },
}
