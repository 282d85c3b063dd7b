"""Breaks of who comes in, who knows what, and what the log keeps of it."""

from quality.breaks import Break, named

BREAKS = (
    Break(
        "wall-reader",
        "A confidential note opens to everybody who may have notes at all.",
        "dmi/access/sight.py",
        "    return own if successor is None else or_(own, successor == acting.by.id)",
        "    return own if successor is None else true()",
        named(
            "tests/notes/test_wall.py",
            "test_a_marker_in_a_note_is_nowhere_else",
            "test_only_the_named_successor_of_the_same_discipline_reads_on",
        ),
    ),
    Break(
        "wall-key",
        "A confidential note lies under the key of the person's name.",
        "dmi/notes/models.py",
        '__key_class__ = "confidential"',
        '__key_class__ = "identity"',
        named("tests/notes/test_wall.py", "test_a_note_lies_under_a_key_of_its_own"),
    ),
    Break(
        "wall-reference",
        "A report of a violation can point at a session.",
        "dmi/violations/models/report.py",
        'source_checkin_id: Mapped[UUID | None] = mapped_column(ForeignKey("check_ins.id")',
        'source_checkin_id: Mapped[UUID | None] = mapped_column(ForeignKey("session_facts.id")',
        named("tests/store/test_wall.py", "test_no_way_leads_from_a_violation_to_a_session"),
    ),
    Break(
        "sight-assigned",
        "Whoever holds a role knows everybody, assigned or not.",
        "dmi/access/sight.py",
        "    Condition.ASSIGNED: _assigned,\n",
        "    Condition.ASSIGNED: lambda _acting, _model: true(),\n",
        named(
            "tests/desk/test_pages.py",
            "test_a_foreign_or_unassigned_person_is_unknown",
            "test_the_list_holds_who_was_assigned_and_nobody_else",
        ),
    ),
    Break(
        "sight-place",
        "Rows of another comuna are told by the condition of a query.",
        "dmi/access/sight.py",
        "    return or_(within, model.jurisdiction_id.is_(None))\n",
        "    return or_(within, true())\n",
        named("tests/access/test_sight.py", "test_the_condition_of_a_query_holds_without_the_net"),
    ),
    Break(
        "sight-net",
        "The net under queries that forgot their condition lets another comuna through.",
        "dmi/access/sight.py",
        "    if acting is None or acting.by.role is Role.SCHEDULER:\n        return\n    ids",
        "    if acting is None or acting.by:\n        return\n    ids",
        named(
            "tests/access/test_sight.py", "test_the_net_holds_under_a_query_without_its_condition"
        ),
    ),
    Break(
        "sight-left",
        "Whoever handed a person over still knows them.",
        "dmi/access/sight.py",
        "            given.status == GrantStatus.IN_FORCE,\n",
        "",
        named("tests/access/test_sight.py", "test_what_an_assignment_opened_closes_with_it"),
    ),
    Break(
        "sight-circle",
        "Whoever left a circle still knows what is in it.",
        "dmi/access/sight.py",
        "            cleared.status == GrantStatus.IN_FORCE,\n",
        "",
        named("tests/access/test_sight.py", "test_what_a_clearance_opened_closes_with_it"),
    ),
    Break(
        "sight-ended",
        "What a mandate or a yes opened stays open after its end.",
        "dmi/access/sight.py",
        "        Grant.role == acting.by.role,\n        Grant.ended_at.is_(None),\n",
        "        Grant.role == acting.by.role,\n",
        named(
            "tests/security/test_disclosure_and_mandate.py",
            "test_the_end_of_the_mandate_closes_what_was_disclosed",
        ),
    ),
    Break(
        "sight-sealed",
        "A report that was found to be nothing is still shown.",
        "dmi/access/sight.py",
        "    return true() if sealed_at is None else sealed_at.is_(None)",
        "    return true()",
        named(
            "tests/security/test_sealed_reports.py",
            "test_every_page_of_a_sealed_report_is_unknown",
        ),
    ),
    Break(
        "same-404-status",
        "Forbidden answers 403 where unknown answers 404.",
        "dmi/kernel/refusals.py",
        "    status: ClassVar[int] = 404",
        "    status: ClassVar[int] = 403",
        named("tests/desk/test_pages.py", "test_a_foreign_or_unassigned_person_is_unknown"),
    ),
    Break(
        "same-404-bytes",
        "The page for forbidden is another one than the page for unknown.",
        "dmi/web/refused.py",
        "    if refusal.status == NOT_FOUND:\n"
        '        return render_template("errors/not_found.html"), NOT_FOUND\n',
        "",
        named("tests/desk/test_pages.py", "test_a_foreign_or_unassigned_person_is_unknown"),
    ),
    Break(
        "triggers",
        "A later migration leaves the log without the triggers that let it only grow.",
        "migrations/env.py",
        "        context.run_migrations()\n        triggers.create(connection)\n",
        '        is_new = not sa.inspect(connection).has_table("audit_entries")\n'
        "        context.run_migrations()\n"
        "        if is_new:\n"
        "            triggers.create(connection)\n",
        named("tests/access/test_audit.py", "test_the_guards_stand_again_after_down_and_up"),
    ),
    Break(
        "triggers-postgresql",
        "PostgreSQL's triggers stand and stop nothing.",
        "dmi/access/triggers.py",
        "$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' only grows'; END $$",
        "$$ BEGIN RETURN COALESCE(NEW, OLD); END $$",
        named("tests/access/test_audit.py", "test_no_written_line_is_edited_removed_or_replaced"),
        database="postgresql",
    ),
    Break(
        "notes-postgresql",
        "A request of anybody runs in the role that reads notes.",
        "dmi/access/database_rights.py",
        "    return DatabaseRole.SUPPORT if reads else DatabaseRole.ORDINARY",
        "    return DatabaseRole.SUPPORT",
        named(
            "tests/notes/test_database_role.py",
            "test_the_database_refuses_notes_to_everybody_else",
        ),
        database="postgresql",
    ),
    Break(
        "opinions-first",
        "The first opinion opens as soon as it is given.",
        "dmi/eligibility/rules.py",
        "    return frozenset(keys) == KEYS",
        "    return bool(frozenset(keys))",
        named(
            "tests/eligibility/test_opinions.py",
            "test_both_open_inside_the_second_and_nothing_moves_by_itself",
        )
        + named("tests/eligibility/test_pages.py", "test_no_page_tells_whether_one_opinion_is_in"),
    ),
    Break(
        "opinions-sealed",
        "Others read a sealed opinion.",
        "dmi/access/sight.py",
        "    return or_(opened, _own(acting, model))",
        "    return true()",
        named(
            "tests/eligibility/test_opinions.py",
            "test_a_sealed_opinion_is_known_to_its_author_alone",
        ),
    ),
    Break(
        "drafts",
        "A draft belongs to the form and not to who wrote it.",
        "dmi/web/drafts.py",
        "        Draft.user_id == acting.by.id, Draft.form == endpoint,",
        "        Draft.form == endpoint,",
        named(
            "tests/web/test_drafts.py",
            "test_a_draft_comes_back_to_its_writer_alone_even_after_signing_out",
        ),
    ),
    Break(
        "drafts-list",
        "Everybody finds everybody's drafts in the list of their own.",
        "dmi/web/drafts.py",
        "    query = select(Draft).where(Draft.user_id == acting.by.id).order_by(",
        "    query = select(Draft).order_by(",
        named(
            "tests/web/test_drafts.py",
            "test_a_draft_is_listed_for_its_writer_and_can_be_discarded",
        ),
    ),
    Break(
        "totp-replay",
        "A code of the telephone opens a second time.",
        "dmi/accounts/factors.py",
        "    if user.factor_step is not None and step <= user.factor_step:\n        return False\n",
        "",
        named(
            "tests/accounts/test_sign_in.py", "test_a_code_opens_once_and_only_near_its_half_minute"
        ),
    ),
    Break(
        "lock-out",
        "Refused tries at the gate are not counted.",
        "dmi/accounts/gate.py",
        "    failures.note(visit.session, account, visit.address, visit.at, kind)\n",
        "",
        named(
            "tests/accounts/test_sign_in.py",
            "test_the_sixth_try_waits_whatever_it_proves",
            "test_ten_in_a_day_lock_until_a_second_person_frees",
        ),
    ),
    Break(
        "chain",
        "A line of the log can be changed and its hash still fits.",
        "dmi/access/audit.py",
        '        "details": entry.details,\n',
        "",
        named("tests/access/test_audit.py", "test_a_changed_line_is_found"),
    ),
    Break(
        "reads",
        "The classes whose reading is written down are turned round.",
        "dmi/access/audit.py",
        "for kind, row in acting.seen if kind in SENSITIVE]",
        "for kind, row in acting.seen if kind not in SENSITIVE]",
        named("tests/access/test_audit.py", "test_a_read_names_the_rows_and_proves_itself"),
    ),
    Break(
        "reads-page",
        "A page shows a person and leaves no line of who looked.",
        "dmi/web/guard.py",
        "        record_reads(current, str(request.endpoint))\n",
        "",
        named("tests/desk/test_pages.py", "test_who_looked_and_who_was_refused_is_written_down"),
    ),
    Break(
        "reads-refused",
        "Asking for somebody whom one may not know leaves no line.",
        "dmi/web/guard.py",
        "            _write_denial_down()\n",
        "            pass\n",
        named("tests/desk/test_pages.py", "test_who_looked_and_who_was_refused_is_written_down"),
    ),
)
