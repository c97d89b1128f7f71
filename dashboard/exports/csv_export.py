"""A table as CSV that opens well in a spreadsheet and runs nothing there."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
HASH_LENGTH = 10  # characters in the file's name


def csv_file(
    name: str, header: Sequence[str], rows: Sequence[Sequence[object]], language: str
) -> tuple[bytes, str]:
    """Return the content and the name of the file.

    The name holds a hash of the content, so that other figures have another name. Dutch
    spreadsheets read semicolons and decimal commas, others commas and dots. A text that a
    spreadsheet would run as a formula starts with an apostrophe; numbers stay numbers; None is an
    empty cell.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if language == "nl" else ",", lineterminator="\r\n")
    writer.writerow([_cell(cell, language) for cell in header])
    writer.writerows([_cell(cell, language) for cell in row] for row in rows)
    content = text.getvalue().encode("utf-8-sig")
    return content, f"{name}-{hashlib.sha256(content).hexdigest()[:HASH_LENGTH]}.csv"


def _cell(value: object, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value).replace(".", ",") if language == "nl" else str(value)
    text = str(value)
    return f"'{text}" if text.lstrip(" \"'").startswith(FORMULA_STARTS) else text
