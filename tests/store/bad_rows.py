"""For every check of every table one row that it must refuse, and what a good row needs.

Columns that are not named are filled by ``tests.store.test_checks``.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

ONE = UUID(int=1)
TWO = UUID(int=2)
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=7)
EARLIER = NOW - timedelta(days=7)
TODAY = date(2026, 5, 4)
TOMORROW = date(2026, 5, 5)
YESTERDAY = date(2026, 5, 3)
RUC = "2600000001-K"

Row = dict[str, Any]

GOOD: dict[str, Row] = {
    "Agreement": {"is_voluntary": True, "is_understood": True},
    "Authorisation": {"ruc": RUC, "valid_to": LATER},
    "BankedCase": {"ruc": RUC},
    "Buy": {"authorisation_id": ONE},
    "CovertCode": {"code": "AG-0001"},
    "Enrolment": {"target_end_on": TOMORROW},
    "EvidenceItem": {"ground": "Found in the street"},
    "IdentityDocument": {"kind": "RUN"},
    "Influential": {"consent_to_contact": "ASKED"},
    "Investigation": {"ruc": RUC},
    "Letter": {"uses_safe_passage": True},
    "LimitationClock": {"prescribes_on": TOMORROW},
    "MakeUp": {"for_at": LATER},
    "Response": {"finding_id": ONE},
    "SellerLabel": {"label": "V-07"},
    "SessionFact": {"happened": True, "attended": "KEPT", "next_on": TOMORROW},
    "Statement": {"text": "Seen and counted on the spot"},
}

SAME_PERSON = {
    "ActivationRequest.two_different_prosecutors": ("requested_by_id", "second_by_id"),
    "Appeal.reviewed_by_another": ("reviewer_id", "lodged_by_id"),
    "Buy.two_different_officers": ("officer_code_id", "second_officer_code_id"),
    "CheckIn.not_moved_from_itself": ("id", "moved_from_id"),
    "CheckIn.reviewed_by_another": ("reviewed_by_id", "worker_id"),
    "ConfidentialNote.succeeded_by_another": ("successor_id", "author_id"),
    "Decision.not_superseded_by_itself": ("superseded_by_id", "id"),
    "Decision.two_different_prosecutors": ("decided_by_id", "second_prosecutor_id"),
    "DeliveryAttempt.two_different_people": ("by_id", "second_by_id"),
    "DeliveryRound.two_different_deliverers": ("deliverer_id", "second_deliverer_id"),
    "Enrolment.two_different_workers": ("case_manager_id", "deputy_id"),
    "Finding.decided_by_two": ("decided_by_id", "second_by_id"),
    "GraduationReview.decided_by_two": ("decided_by_id", "second_by_id"),
    "Letter.approver_is_not_author": ("drafted_by_id", "approved_by_id"),
    "Letter.not_replaced_by_itself": ("replaced_by_id", "id"),
    "MakeUp.two_different_people": ("conducted_by_id", "second_by_id"),
    "Meeting.signers_differ": ("ledger_signed_by_id", "ledger_second_signed_by_id"),
    "Nomination.not_its_own_corroboration": ("corroborated_by_id", "id"),
    "Person.two_different_officers": ("identity_confirmed_by_id", "identity_second_by_id"),
    "PersonLink.two_different_persons": ("person_id", "other_id"),
    "PurgeRun.two_different_people": ("proposed_by_id", "confirmed_by_id"),
    "Review.not_superseded_by_itself": ("superseded_by_id", "id"),
    "Review.two_different_reviewers": ("police_reviewer_id", "prosecutor_id"),
    "ViolationReport.triaged_by_another": ("triaged_by_id", "reported_by_id"),
}

EMPTY = {
    "ActivationRequest.reasons_given": "reasons_sealed",
    "Address.line_given": "line_sealed",
    "Appeal.grounds_given": "grounds_sealed",
    "ConfidentialNote.body_written": "body_sealed",
    "Decision.reasons_given": "reasons_sealed",
    "DeliveryAttempt.service_is_proven": "witness_sealed",
    "EvidenceItem.authority_or_ground": "ground",
    "Finding.reasons_given": "reasons_sealed",
    "IdentityDocument.number_given": "number_sealed",
    "Influential.name_given": "name_sealed",
    "Mandate.names_a_defender": "defender_name_sealed",
    "Nomination.suspicion_written": "suspicion_basis_sealed",
    "Opinion.reasons_given": "reasons_sealed",
    "OutboxMessage.says_what_to_whom": "body_sealed",
    "Override.reason_given": "reason_sealed",
    "Response.answers_a_finding_or_rewards": "finding_id",
    "SavedSearch.query_kept": "query_sealed",
    "SessionFact.says_what_comes_next": "next_on",
    "SessionFact.says_who_attended": "attended",
    "ViolationNotice.body_written": "body_sealed",
    "ViolationReport.facts_written": "facts_sealed",
    "YouthReferral.defender_named": "defender_sealed",
}

LONELY_STATE = {
    "Authorisation.revoked_with_reason": "REVOKED",
    "BackgroundWork.failed_with_reason": "FAILED",
    "BankedCase.certified_once_it_counts": "LIVE",
    "BankedCase.closed_with_reason": "CLOSED_OTHER",
    "BankedCase.expired_on_a_day": "EXPIRED",
    "Buy.annulled_with_reason": "ANNULLED",
    "Buy.unusable_stays_so": "UNUSABLE",
    "BuySeller.withdrawn_with_reason": "WITHDRAWN",
    "CheckIn.excused_with_reason": "MISSED_EXCUSED",
    "CheckIn.followed_up_by_another": "FOLLOWED_UP",
    "CheckIn.kept_at_some_time": "KEPT",
    "CheckInSeries.ended_on_a_day": "ENDED",
    "DeliveryRound.stopped_with_reason": "STOPPED",
    "Enrolment.ended_with_an_exit": "ENDED",
    "Letter.approved_before_it_leaves": "APPROVED",
    "Listing.off_at_some_time": "OFF",
    "MakeUp.held_by_somebody": "HELD",
    "MakeUp.missed_at_some_time": "MISSED",
    "Mandate.ended_with_reason": "ENDED",
    "Meeting.fixed_has_a_date": "SCHEDULED",
    "Opinion.unsealed_at_some_time": "UNSEALED",
    "PersonLink.undone_at_some_time": "UNDONE",
    "PurgeRun.proposed_on_a_dry_run": "PROPOSED",
    "Task.done_by_somebody": "DONE",
    "ViolationReport.set_aside_with_reason": "TRIAGED_OUT",
}

PROPOSED: Row = {"proposed_by_id": ONE, "dry_run_at": NOW, "list_hash": "0" * 64}
APPROVED: Row = {"status": "PRINTED", "approved_by_id": ONE, "approved_at": NOW}

OTHER: dict[str, Row] = {
    "Account.words_or_silence": {"is_silence": True},
    "ActivationRequest.confirmed_by_a_second": {"outcome": "CONFIRMED", "decided_at": NOW},
    "ActivationRequest.decided_at_some_time": {"outcome": "DECLINED"},
    "Agreement.ends_after_it_starts": {"starts_on": TODAY, "ends_on": TODAY},
    "Agreement.lasts_some_time": {"duration_months": 0},
    "Agreement.signed_freely": {"signed_at": NOW, "is_voluntary": False},
    "Appeal.decided_with_reasons": {"outcome": "UPHELD"},
    "Attendance.companions_not_negative": {"companion_count": -1},
    "Attendance.excuse_has_a_reason": {"code": "EXCUSED_BEFORE"},
    "Authorisation.allows_a_buy": {"max_buys": 0},
    "Authorisation.ends_after_it_starts": {"valid_to": NOW},
    "Authorisation.informant_was_proposed": {"technique": "INFORMANT"},
    "Authorisation.ruc_is_a_number": {"ruc": "26K"},
    "BackgroundWork.attempts_not_negative": {"attempts": -1},
    "BackgroundWork.done_not_negative": {"done_items": -1},
    "BackgroundWork.done_within_total": {"done_items": 3, "total_items": 2},
    "BankedCase.ruc_is_a_number": {"ruc": "26K"},
    "Buy.counts_under_authority": {"authorisation_id": None},
    "Buy.net_within_gross": {"gross_g": 1, "net_g": 2},
    "Buy.price_not_negative": {"price": -1},
    "Buy.purity_is_a_percentage": {"purity_pct": 101},
    "Buy.silence_is_explained": {"recording": "NONE"},
    "Buy.units_above_zero": {"units": 0},
    "Buy.unusable_with_reason": {"status": "UNUSABLE", "standing": "UNUSABLE"},
    "Buy.weights_not_negative": {"gross_g": -1},
    "BuySeller.basis_written": {"basis": "  "},
    "CheckIn.short_note": {"note": "x" * 281},
    "CheckIn.window_not_negative": {"window_days": -1},
    "CheckInSeries.ends_after_it_starts": {"ended_on": YESTERDAY},
    "ConflictDeclaration.conflict_is_described": {"has_conflict": True},
    "Consent.messages_name_a_channel": {"purpose": "MESSAGES"},
    "Consent.recipient_named": {"recipient": " "},
    "CovertCode.only_a_code": {"code": "Rosa P."},
    "CriteriaVersion.ends_after_it_starts": {"retired_on": YESTERDAY},
    "CustodyLink.seq_counts_from_one": {"seq": 0},
    "DeliveryAttempt.refusal_is_witnessed": {
        "outcome": "REFUSED_IN_PERSON",
        "witness_note_sealed": None,
    },
    "DeliveryRound.number_counts_from_one": {"number": 0},
    "Enrolment.ends_after_it_starts": {"target_end_on": TODAY},
    "EvidenceItem.net_within_gross": {"gross_g": 1, "net_g": 2},
    "EvidenceItem.nue_has_its_length": {"nue": "123"},
    "EvidenceItem.purity_is_a_percentage": {"purity_pct": -1},
    "EvidenceItem.quantity_above_zero": {"quantity": 0, "unit": "G"},
    "EvidenceItem.quantity_has_a_unit": {"quantity": 1},
    "EvidenceItem.weights_not_negative": {"net_g": -1},
    "Exit.explained_by_somebody": {"explained_at": NOW},
    "IdentityDocument.foreign_number_names_its_country": {"kind": "PASSPORT"},
    "Influential.consent_is_dated": {"consent_to_contact": "YES"},
    "Investigation.rit_names_its_court": {"rit": "O-12-2026"},
    "Investigation.ruc_is_a_number": {"ruc": "26K"},
    "LabResult.net_within_gross": {"gross_g": 1, "net_g": 2},
    "LabResult.purity_is_a_percentage": {"purity_pct": 101},
    "LabResult.weights_not_negative": {"gross_g": -1},
    "Lapse.released_by_somebody": {"released_at": NOW},
    "LegalVehicle.resolved_after_formalised": {
        "formalised_on": TODAY,
        "resolved_on": YESTERDAY,
    },
    "LegalVehicle.term_above_zero": {"term_months": 0},
    "Letter.invitation_is_a_safe_passage": {"mode": "INVITATION", "uses_safe_passage": False},
    "Letter.printed_on_a_released_paper": {**APPROVED, "safe_passage_id": ONE},
    "Letter.printed_with_a_guarantor": {**APPROVED, "paper_id": ONE, "release_id": ONE},
    "Letter.version_counts_from_one": {"version": 0},
    "LimitationClock.ends_after_it_starts": {"prescribes_on": TODAY},
    "LimitationClock.years_above_zero": {"years": 0},
    "LimitationEvent.ends_after_it_starts": {"ended_on": YESTERDAY},
    "MakeUp.comes_after_the_offer": {"for_at": NOW},
    "MakeUp.ends_after_it_starts": {"attended_at": NOW, "ended_at": EARLIER},
    "MakeUp.late_with_reason": {"late_allowed_by_id": ONE},
    "Mandate.ends_after_it_starts": {"until_on": YESTERDAY},
    "Meeting.ends_after_it_starts": {"started_at": NOW, "ended_at": EARLIER},
    "Meeting.held_has_an_end": {"status": "HELD", "held_at": NOW},
    "Meeting.lasts_some_time": {"duration_min": 0},
    "Meeting.ledger_has_two_signers": {
        "status": "LEDGER_SIGNED",
        "held_at": NOW,
        "ended_at": NOW,
        "ledger_signed_by_id": ONE,
        "ledger_hash": "0" * 64,
    },
    "Meeting.seats_somebody": {"capacity": 0},
    "Nomination.attached_by_somebody_at_some_time": {"attach_confirmed_at": NOW},
    "Offer.answered_at_some_time": {"response": "ACCEPTED"},
    "Offer.leaves_time_to_think": {"thinking_until": EARLIER},
    "Operation.ends_after_it_starts": {"ended_on": YESTERDAY},
    "OutboxMessage.attempts_not_negative": {"attempts": -1},
    "Override.confirmed_by_somebody": {"confirmed_at": NOW},
    "Override.two_different_prosecutors": {
        "requested_by_id": ONE,
        "confirmed_by_id": ONE,
        "confirmed_at": NOW,
    },
    "Person.confirmed_by_somebody": {"identity_confirmed_at": NOW},
    "PersonLink.ends_after_it_starts": {"since_on": TODAY, "until_on": YESTERDAY},
    "PersonNotice.released_by_somebody": {"released_at": NOW},
    "PersonNotice.told_by_somebody_somehow": {"told_at": NOW},
    "PurgeRun.confirmed_by_somebody": {**PROPOSED, "status": "CONFIRMED"},
    "PurgeRun.executed_after_the_wait": {
        **PROPOSED,
        "status": "EXECUTED",
        "confirmed_by_id": TWO,
        "execute_after": LATER,
        "executed_at": NOW,
    },
    "Rescue.closed_with_result": {"result": "REACHED"},
    "Review.number_counts_from_one": {"number": 0},
    "Sector.population_not_negative": {"population": -1},
    "SellerLabel.only_a_label": {"label": "Tito"},
    "SessionFact.absence_has_a_kind": {"attended": "ABSENT"},
    "SessionFact.lasts_some_time": {"duration_min": 0},
    "SessionFact.late_not_negative": {"late_min": -1},
    "Statement.says_what_was_seen": {"text": "Seen            "},
    "Task.says_what_to_do": {"text": "  "},
    "ViolationReport.check_in_is_the_source": {"source_checkin_id": ONE},
    "ViolationReport.reported_after_it_happened": {"alleged_at": LATER},
}


def bad_rows() -> dict[str, Row]:
    """Return, for every check by ``Model.name``, the values that it must refuse."""
    rows = dict(OTHER)
    rows |= {check: dict.fromkeys(pair, ONE) for check, pair in SAME_PERSON.items()}
    rows |= {check: {column: None} for check, column in EMPTY.items()}
    rows |= {check: {"status": state} for check, state in LONELY_STATE.items()}
    return rows
