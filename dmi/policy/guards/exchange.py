"""What is said when a condition judged by exchange is not met."""

from dmi.kernel.words import N_
from dmi.policy.guard_text import GuardText, sentences

TEXTS: tuple[GuardText, ...] = sentences(
    "exchange",
    ("file_kind_allowed", N_("File kind not accepted: use CSV or GeoJSON."), "S20"),
    ("file_size_allowed", N_("The file is larger than {max} MB."), "S20"),
    ("columns_present", N_("Columns missing: {columns}."), "E20"),
    ("bad_rows_few", N_("{pct} % of rows have errors; the limit is {max} %."), "E20"),
    ("columns_missing_or_bad_rows_many", N_("The file is acceptable."), "E20"),
    ("preview_seen", N_("Look at the preview before applying."), "F148"),
    ("same_file_as_checked", N_("The file has changed since the check. Upload it again."), "F148"),
    (
        "rows_not_used_elsewhere",
        N_("{n} rows are already used by other records: {records}."),
        "F148",
    ),
)
