"""What stands between a draft and its approval, and where each thing is mended."""

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from dmi.access.acts import ACTS, standing_gaps
from dmi.callin.models.letter import Letter
from dmi.callin.queries.around import listing_of
from dmi.kernel.words import N_
from dmi.policy.roles import Role
from dmi.web.guard import acting
from dmi.web.rows import href_of
from dmi.web.sentences import condition_of

MET = {
    "decision_signed": N_("Decision signed"),
    "case_live": N_("Banked case in force"),
    "limitation_covers_meeting": N_("Limitation covers the meeting"),
    "safe_passage_guaranteed": N_("Safe passage guaranteed"),
    "notice_window_kept": N_("Enough notice, and not too early"),
    "counsel_line_present": N_("The defender's line is in the letter"),
    "release_valid": N_("The prosecutor's release is in force"),
    "warrant_check_fresh": N_("Warrants looked up in time, none found"),
    "blocks_complete": N_("All fifteen blocks are filled"),
    "words_allowed": N_("Neither summons nor threatens"),
    "no_secret_in_text": N_("No number, substance, code or other name"),
    "signatory_fits_mode": N_("The municipality signs"),
    "identity_confirmed": N_("Identity confirmed"),
    "address_recorded": N_("Address on file"),
    "person_not_blocked": N_("No block on the person's data"),
    "approver_not_author": N_("Somebody else drafted it"),
    "release_covers_investigation": N_("The release names the investigation"),
    "text_version_approved": N_("Wording may be used"),
    "not_adolescent": N_("The person was of age"),
}
_OF_THE_PERSON = {
    "decision_signed",
    "case_live",
    "limitation_covers_meeting",
    "identity_confirmed",
    "address_recorded",
    "person_not_blocked",
}
_OF_THE_MEETING = {"notice_window_kept", "words_allowed", "no_secret_in_text"}
_OF_THE_DRAFT = {"blocks_complete", "signatory_fits_mode", "counsel_line_present"}
_BY_PROSECUTOR = {
    "release_valid": "release_facts",
    "release_covers_investigation": "release_facts",
    "warrant_check_fresh": "check_warrants",
}


def preflight(row: Letter) -> list[dict[str, object]]:
    """Return every condition of the approval, unmet first, each with the place that mends it."""
    deed = ACTS["L.approve_letter"]
    items: list[dict[str, object]] = []
    unmet = set()
    for gap in standing_gaps(acting(), deed, row, None):
        href = _mends(gap.guard, row)
        label = _("Mend it") if href else ""
        items.append({**condition_of(gap), "href": href, "link_label": label})
        unmet.add(gap.guard)
    items += [
        {"met": True, "sentence": _(MET[name]), "href": None}
        for name in deed.step.guards
        if name in MET and name not in unmet
    ]
    return items


def _mends(guard: str, row: Letter) -> str:
    """Return where an unmet condition is mended by this reader, or nothing."""
    role = acting().by.role
    if role is Role.PROSECUTOR and guard in _BY_PROSECUTOR:
        return url_for(f"callin.{_BY_PROSECUTOR[guard]}", row_id=row.pathway_id)
    if role is Role.PROSECUTOR and guard == "safe_passage_guaranteed":
        return url_for("callin.guarantee_safe_passage", row_id=row.meeting_id)
    if guard in _OF_THE_MEETING or guard == "safe_passage_guaranteed":
        return url_for("callin.meeting", row_id=row.meeting_id)
    if guard in _OF_THE_DRAFT and role is Role.CLERK:
        return _draft_again(row)
    return href_of(row.pathway) if guard in _OF_THE_PERSON else ""


def _draft_again(row: Letter) -> str:
    listing = listing_of(acting(), row.pathway_id, row.meeting_id)
    found: UUID | None = listing.id if listing else None
    return url_for("callin.draft_letter", row_id=found) if found else ""
