"""Conditions of a file that comes in."""

from dmi.access import papers, shelving
from dmi.access.guards import Gap, Look, guard
from dmi.documents.models import ShelfFile
from dmi.exchange import queries, rules
from dmi.exchange.checked import Checked, made_of


@guard("file_kind_allowed", of_form=True)
def file_kind_allowed(look: Look) -> Gap:
    """It looks like a delimited file, and its kind comes in through this room."""
    is_fit = look.field("kind") in rules.KINDS and rules.is_table(look.field("content") or b"")
    return None if is_fit else {}


@guard("file_size_allowed", of_form=True)
def file_size_allowed(look: Look) -> Gap:
    """It is no larger than one request."""
    return None if rules.is_small(look.field("content") or b"") else {"max": rules.LARGEST_MIB}


@guard("columns_present", of_form=True)
def columns_present(look: Look) -> Gap:
    """Nothing is wrong with the file as a whole: no column is missing and none names people."""
    stops = look.field("checked").stops
    named = ", ".join(one.args.get("column", one.code) for one in stops)
    return {"columns": named} if stops else None


@guard("bad_rows_few", of_form=True)
def bad_rows_few(look: Look) -> Gap:
    """So few rows are wrong that the others may be used."""
    checked: Checked = look.field("checked")
    most = look.acting.number("bad_rows_max")
    if rules.are_few(checked.rows_bad, checked.rows_read, most):
        return None
    return {"pct": rules.per_cent(checked.rows_bad, checked.rows_read), "max": most}


@guard("columns_missing_or_bad_rows_many", of_form=True)
def columns_missing_or_bad_rows_many(look: Look) -> Gap:
    """A file is only rejected for what would keep it from being checked."""
    wrong = columns_present(look) is not None or bad_rows_few(look) is not None
    return None if wrong else {}


@guard("preview_seen")
def preview_seen(look: Look) -> Gap:
    """Somebody looked at what became of the rows before anything is written."""
    return None if look.row.previewed_at is not None else {}


@guard("same_file_as_checked")
def same_file_as_checked(look: Look) -> Gap:
    """The file lies on the shelf as it came, beside the good rows that were made of it."""
    session, row = look.acting.session, look.row
    came = session.get(ShelfFile, row.file_id) if row.file_id else None
    good = session.get(ShelfFile, row.checked_id) if row.checked_id else None
    if came is None or good is None or came.sha256 != row.sha256:
        return {}
    if not (shelving.is_whole(came) and shelving.is_whole(good)):
        return {}
    return None if made_of(papers.take(good)) == (row.kind.value, row.sha256) else {}


@guard("rows_not_used_elsewhere")
def rows_not_used_elsewhere(look: Look) -> Gap:
    """Nobody has built on a record of this import."""
    found = queries.used(look.acting, look.row)
    return None if found is None else {"n": found.count, "records": found.how}
