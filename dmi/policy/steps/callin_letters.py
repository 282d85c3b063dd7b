"""Steps of letters and of what may be told in them."""

from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.model import Kind, Step, line, undo

STEPS: tuple[Step, ...] = (
    line(
        "L.draft_letter",
        N_("Draft the letter"),
        moves="START > DRAFT",
        who="SEC",
        guards="person_listed person_is_case_ready meeting_has_date release_valid",
        recorded="mode, language, text_version",
        verb="callin.letter.drafted",
        rules="F54 F158 C33",
        data_class=DataClass.LETTERS,
    ),
    line(
        "L.approve_letter",
        N_("Approve the letter"),
        moves="DRAFT > APPROVED",
        who="JEF|FIS",
        guards=(
            "decision_signed case_live limitation_covers_meeting safe_passage_guaranteed "
            "notice_window_kept counsel_line_present release_valid warrant_check_fresh "
            "blocks_complete words_allowed no_secret_in_text signatory_fits_mode "
            "identity_confirmed address_recorded person_not_blocked approver_not_author "
            "release_covers_investigation text_version_approved not_adolescent"
        ),
        recorded="body_hash, signatories, approved_at",
        verb="callin.letter.approved",
        rules="C33 C34 C35 C36 C37 U17 X30 F56 F136",
        data_class=DataClass.LETTERS,
    ),
    line(
        "L.print_letter",
        N_("Print the letter"),
        moves="APPROVED > PRINTED",
        who="SEC+JEF",
        guards=(
            "print_approved case_live release_valid warrant_check_fresh notice_window_kept "
            "signed_in_again person_not_blocked release_covers_investigation "
            "safe_passage_guaranteed text_version_approved words_allowed no_secret_in_text "
            "pages_name_one_person"
        ),
        recorded="paper, folio, serial, printed_at, copy_no, pdf_hash, watermark, page_map",
        verb="callin.letter.printed",
        rules="U17 C38 S14 X2 F55 F57 F64 C33 C34 C37 C20",
        data_class=DataClass.LETTERS,
    ),
    line(
        "L.reprint_letter",
        N_("Print another copy"),
        moves="PRINTED|OUT > SAME",
        who="SEC+JEF",
        guards="print_approved case_live signed_in_again release_valid safe_passage_guaranteed",
        recorded="copy_no, reason",
        verb="callin.letter.reprinted",
        rules="U17 F64",
        data_class=DataClass.LETTERS,
        kind=Kind.SIDE,
    ),
    line(
        "L.hand_out_letter",
        N_("Hand the letter to the pair"),
        moves="PRINTED > OUT",
        who="SEC",
        guards="newest_version deliverers_named envelope_clean case_live release_valid",
        recorded="deliverers, handed_at",
        verb="callin.letter.handed_out",
        rules="C37 C38 F58",
        data_class=DataClass.LETTERS,
    ),
    line(
        "L.deliver_letter",
        N_("Mark the letter as delivered"),
        moves="OUT > DELIVERED",
        who="SEC",
        guards="service_proven",
        recorded="attempt, receiver, receipt",
        verb="callin.letter.delivered",
        rules="C39 F58",
        data_class=DataClass.LETTERS,
    ),
    line(
        "L.record_refusal",
        N_("Mark the letter as refused"),
        moves="OUT > REFUSED",
        who="SEC",
        guards="refusal_witnessed",
        recorded="attempt, witness_note",
        verb="callin.letter.refused",
        rules="C39 F58",
        data_class=DataClass.LETTERS,
    ),
    line(
        "L.give_up_letter",
        N_("Mark the letter as not delivered"),
        moves="OUT > UNDELIVERED",
        who="SEC",
        guards="attempts_exhausted",
        recorded="attempts",
        verb="callin.letter.undelivered",
        rules="U18 F59",
        data_class=DataClass.LETTERS,
    ),
    line(
        "L.recall_letter",
        N_("Recall the letter"),
        moves="PRINTED|OUT > RECALLED",
        who="SEC|JEF",
        guards="fields_complete",
        recorded="reason, retrieved_at, retrieved_by",
        verb="callin.letter.recalled",
        rules="F59",
        data_class=DataClass.LETTERS,
        kind=Kind.SIDE,
    ),
    line(
        "L.void_letter",
        N_("Void the letter"),
        moves="DRAFT|APPROVED > VOIDED",
        who="SEC|JEF",
        guards="reason_given",
        recorded="reason, replaced_by",
        verb="callin.letter.voided",
        rules="C38 F59",
        data_class=DataClass.LETTERS,
        kind=Kind.SIDE,
    ),
    undo(
        "L",
        who="SAME|SAME+JEF",
        verb="callin.letter.reversed",
        rules="F45 F121",
        data_class=DataClass.LETTERS,
    ),
    line(
        "RE.release_facts",
        N_("Release what may be told"),
        moves="START > IN_FORCE",
        who="FIS",
        guards=(
            "release_sentence_chosen release_covers_investigation fields_complete not_adolescent"
        ),
        recorded="text, recipients, valid_until",
        verb="callin.release.given",
        rules="C33",
        data_class=DataClass.LETTERS,
    ),
    line(
        "RE.revoke_release",
        N_("Revoke the release"),
        moves="IN_FORCE > ENDED",
        who="FIS",
        guards="reason_given",
        recorded="reason",
        verb="callin.release.revoked",
        rules="C33",
        data_class=DataClass.LETTERS,
        kind=Kind.REVERSE,
    ),
    line(
        "RE.lapse_release",
        N_("Mark the release as lapsed"),
        moves="IN_FORCE > ENDED",
        who="SYS",
        guards="release_over",
        recorded="ended_at",
        verb="callin.release.lapsed",
        rules="C33",
        data_class=DataClass.LETTERS,
        kind=Kind.SYSTEM,
    ),
)
