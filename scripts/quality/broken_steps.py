"""Breaks of what may be done, by whom, how often and on which papers."""

from quality.breaks import Break, named

BREAKS = (
    Break(
        "two-keys",
        "Who proposes a step of two people may confirm it too.",
        "dmi/access/acts.py",
        "    return fits and first.id != by.id",
        "    return fits",
        named("tests/access/test_engine.py", "test_two_people_are_never_one"),
    ),
    Break(
        "two-keys-guard",
        "The condition of a second person is met by any first one.",
        "dmi/access/guards.py",
        "    return None if pair is not None and pair.id != look.acting.by.id else {}\n",
        "    return None if pair is not None else {}\n",
        named(
            "tests/access/test_engine.py", "test_the_condition_of_a_second_person_wants_another_one"
        ),
    ),
    Break(
        "two-keys-hash",
        "A second person confirms a row that is no longer what was proposed.",
        "dmi/access/approvals.py",
        '"row": str(row.id), "version": row.row_version, **_plain(fields)}',
        '"row": str(row.id), **_plain(fields)}',
        named("tests/accounts/test_approvals.py", "test_a_row_that_moved_on_confirms_nothing"),
    ),
    Break(
        "activation-founded",
        "A case is activated on a finding that says unfounded.",
        "dmi/violations/guards/chosen.py",
        "    return finding.outcome is FindingOutcome.FOUNDED and finding.report.sealed_at is None",
        "    return finding.report.sealed_at is None",
        named(
            "tests/violations/test_activation.py",
            "test_activation_on_an_unfounded_finding_is_refused",
        ),
    ),
    Break(
        "activation-final",
        "A case is activated while the finding can still be appealed.",
        "dmi/violations/guards/activation.py",
        "    if is_final(finding.appeal_until,",
        "    if finding is not None or is_final(finding.appeal_until,",
        named(
            "tests/violations/test_activation.py",
            "test_activation_on_a_finding_that_can_still_be_appealed_is_refused",
        ),
    ),
    Break(
        "page-map",
        "The page of a letter in a batch is said to be the one before it.",
        "dmi/documents/press.py",
        "for place, owner in enumerate(self.pages, 1) if owner == paper)",
        "for place, owner in enumerate(self.pages) if owner == paper)",
        named(
            "tests/callin/test_batch.py", "test_a_batch_names_one_person_a_page_and_logs_each_copy"
        ),
    ),
    Break(
        "page-person",
        "The pages of a batch are counted from its last person.",
        "dmi/documents/press.py",
        '    return Printed(pdf, tuple(known["pages"]), isolated())',
        '    return Printed(pdf, tuple(reversed(known["pages"])), isolated())',
        named(
            "tests/callin/test_batch.py", "test_a_batch_names_one_person_a_page_and_logs_each_copy"
        ),
    ),
    Break(
        "page-guard",
        "A letter that names somebody else of its batch is logged as printed.",
        "dmi/callin/guards/letters.py",
        '    return None if alone and placed else {"folio": pressed.issued.folio}',
        "    return None if placed else {}",
        named(
            "tests/callin/test_batch.py",
            "test_a_page_that_names_somebody_else_of_the_batch_is_no_letter",
        ),
    ),
    Break(
        "exactly-once",
        "A dated step is taken again although the due ledger says that it was.",
        "dmi/owed/due.py",
        "    return session.execute(statement).scalar_one_or_none() is not None",
        "    session.execute(statement)\n    return True",
        named("tests/owed/test_acts.py", "test_a_due_thing_is_claimed_once")
        + named(
            "tests/jobs/test_schedule.py", "test_what_was_undone_on_a_day_is_not_done_again_on_it"
        ),
    ),
    Break(
        "run",
        "A RUN with a wrong check digit names somebody.",
        "dmi/kernel/identifiers.py",
        "    if digit != mod11(body):\n",
        '    if digit not in "0123456789K":\n',
        named("tests/kernel/test_identifiers.py", "test_every_other_digit_of_a_run_is_refused")
        + named(
            "tests/persons/test_nomination.py", "test_a_number_with_a_wrong_digit_names_nobody"
        ),
    ),
    Break(
        "release",
        "A letter is approved without a prosecutor's release.",
        "dmi/callin/guards/letters.py",
        "    if release_in_force(look.acting, look.row.subject_id) is not None:\n",
        "    if release_of(look.acting, look.row.subject_id) is not None:\n",
        named("tests/callin/test_letters.py", "test_no_letter_without_a_release"),
    ),
    Break(
        "release-day",
        "A release still lets a letter go after its last day.",
        "dmi/callin/queries/around.py",
        "        Release.valid_until >= acting.today,\n",
        "",
        named("tests/callin/test_letters.py", "test_no_letter_after_the_last_day_of_its_release"),
    ),
    Break(
        "own-case",
        "Whoever recorded a buy decides about its seller.",
        "dmi/eligibility/queries/evidence.py",
        "        select(Buy.recorded_by_id).where(Buy.id.in_(linked)),\n",
        "",
        named("tests/eligibility/test_decisions.py", "test_whoever_recorded_a_buy_does_not_decide"),
    ),
    Break(
        "own-case-handler",
        "The handler of an undercover code reviews and decides about its buys.",
        "dmi/eligibility/queries/evidence.py",
        "        select(CovertCode.handler_id).join(Buy, codes).where(Buy.id.in_(linked)),\n",
        "",
        named(
            "tests/eligibility/test_decisions.py",
            "test_whoever_handles_an_agent_of_a_buy_does_not_decide",
        ),
    ),
    Break(
        "own-case-custody",
        "Whoever held an item of a buy decides about its seller.",
        "dmi/eligibility/queries/evidence.py",
        "        select(CustodyLink.recorded_by_id)\n",
        "        select(CustodyLink.created_by)\n",
        named(
            "tests/eligibility/test_decisions.py",
            "test_whoever_held_an_item_of_a_buy_does_not_decide",
        ),
    ),
    Break(
        "own-case-certificate",
        "The handler of an undercover code certifies the evidence of its buys.",
        "dmi/people/queries.py",
        "                CovertCode.handler_id == user_id,\n",
        "",
        named(
            "tests/persons/test_attribution.py",
            "test_whoever_handles_an_agent_of_a_buy_took_part_in_it",
        ),
    ),
    Break(
        "attribution-certificate",
        "A buy whose link was withdrawn still counts for the certificate.",
        "dmi/eligibility/queries/evidence.py",
        "            BuySeller.status == LinkState.LINKED,\n            Buy.status",
        "            Buy.status",
        named(
            "tests/eligibility/test_certificate.py",
            "test_a_buy_whose_link_was_withdrawn_supports_no_certificate",
        ),
    ),
    Break(
        "attribution-evidence",
        "A buy whose link was withdrawn still is valid evidence.",
        "dmi/people/queries.py",
        "            BuySeller.status == LinkState.LINKED,\n            Buy.status",
        "            Buy.status",
        named("tests/persons/test_attribution.py", "test_a_withdrawn_link_counts_for_nothing"),
    ),
    Break(
        "attribution-case",
        "A buy whose link was withdrawn still is part of the case.",
        "dmi/cases/queries.py",
        "            BuySeller.status == LinkState.LINKED,\n            Buy.investigation_id",
        "            Buy.investigation_id",
        named(
            "tests/cases/test_disclosure.py",
            "test_a_buy_whose_link_was_withdrawn_is_no_part_of_the_case",
        ),
    ),
    Break(
        "adolescent",
        "Somebody who was under age is treated like an adult.",
        "dmi/people/guards.py",
        "    return {} if is_adolescent_now(look) else None\n",
        "    return None\n",
        named(
            "tests/eligibility/test_certificate.py",
            "test_an_adolescent_has_no_way_but_the_youth_track",
        ),
    ),
    Break(
        "limitation",
        "A case past its date still carries a letter.",
        "dmi/cases/guards.py",
        '    return {"status": CaseStatus.EXPIRED} if is_over else None',
        "    return None",
        named("tests/cases/test_limitation.py", "test_past_its_date_no_letter_leaves"),
    ),
    Break(
        "idempotency",
        "A form that is sent twice takes effect twice.",
        "dmi/web/once.py",
        "        if kept is None:\n            return None\n",
        "        return None\n",
        named("tests/web/test_once.py", "test_the_same_form_twice_is_done_once"),
    ),
    Break(
        "stale",
        "A step is taken on a page that somebody else's change made old.",
        "dmi/web/steps.py",
        '    if str(form.row_version.data or "") not in {"", str(row.row_version)}:\n'
        "        return _conflict(step_page, current, row, form)\n",
        "",
        named("tests/web/test_once.py", "test_of_eight_at_one_row_one_acts_and_seven_are_told"),
    ),
    Break(
        "fetcher",
        "The press reads a file that a paper asks for.",
        "dmi/documents/render.py",
        '            if scheme != "asset" or name not in assets:\n',
        '            if scheme == "file":\n'
        '                body = open(name[2:], "rb").read()\n'
        "                return URLFetcherResponse(url, body, {})\n"
        '            if scheme != "asset" or name not in assets:\n',
        named(
            "tests/documents/test_channels.py",
            "test_no_channel_opens_a_socket_reads_a_file_or_leaves_an_attachment",
        ),
    ),
    Break(
        "undo",
        "A step is undone although a later one rests on it.",
        "dmi/access/reversals.py",
        '    return {"records": records} if records else None',
        "    return None",
        named(
            "tests/access/test_undoing.py",
            "test_what_the_step_wrote_beside_its_row_is_undone_first",
            "test_a_later_step_about_the_person_rests_on_a_step_of_their_way",
        ),
    ),
)
