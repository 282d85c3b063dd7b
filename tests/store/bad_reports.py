"""The same of what leaves the house: published reports, those to the council, extracts."""

from tests.store.bad_rows import NOW, ONE, TWO, Row

GOOD_REPORTS: dict[str, Row] = {
    "ResearchExtract": {"purpose": "A question that somebody approved.", "least": 5},
}
_OF_ALL: dict[str, Row] = {
    "published_whole": {"published_at": NOW, "published_by_id": ONE},
    "withdrawn_whole": {
        "published_at": NOW,
        "published_by_id": ONE,
        "suppression": 10,
        "withdrawn_at": NOW,
        "withdrawn_by_id": ONE,
    },
    "withdrawn_once_published": {
        "withdrawn_at": NOW,
        "withdrawn_by_id": ONE,
        "withdrawal_reason": "A count was wrong.",
    },
    "correction_reasoned": {"corrects_id": ONE},
    "corrects_another": {"id": ONE, "corrects_id": ONE, "corrects_reason": "A count was wrong."},
}
_APPROVED: Row = {"approved_at": NOW, "approved_by_id": ONE, "file_id": ONE, "cells": []}

BAD_REPORTS: dict[str, Row] = {
    **{f"OutcomeReport.{name}": row for name, row in _OF_ALL.items()},
    **{f"CouncilReport.{name}": row for name, row in _OF_ALL.items()},
    "CouncilReport.on_time_are_some_of_all": {"complaints": 3, "complaints_on_time": 4},
    "ResearchExtract.answered_once": {
        **_APPROVED,
        "refused_at": NOW,
        "refused_by_id": TWO,
        "refusal_reason": "Too few people.",
    },
    "ResearchExtract.approved_by_another": {**_APPROVED, "created_by": ONE},
    "ResearchExtract.approved_whole": {"approved_at": NOW, "approved_by_id": ONE},
    "ResearchExtract.hides_in_a_crowd": {"least": 1},
    "ResearchExtract.purpose_written": {"purpose": "A study"},
    "ResearchExtract.refused_whole": {"refused_at": NOW, "refused_by_id": TWO},
}
