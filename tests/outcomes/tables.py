"""What a page's tables and a file's rows say, cell by cell."""

import csv
import io
import re

ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def tables_of(page: str) -> list[list[list[str]]]:
    """Return the text of each body cell, by table and row."""
    bodies = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    return [
        [[_text(cell) for cell in CELL.findall(row)] for row in ROW.findall(body)]
        for body in bodies
    ]


def csv_rows(text: str) -> list[list[str]]:
    """Return the rows of a file."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def _text(cell: str) -> str:
    plain = TAG.sub("", cell).replace("&lt;", "<").replace("&#39;", "'").replace("&gt;", ">")
    return " ".join(plain.split())
