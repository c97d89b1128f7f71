"""The same companies as a user meets them: files that are loaded, the command line, and the
pages."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from typer.testing import CliRunner

from metrics.cli import app
from metrics.contract import TABLES
from tests.evaluate.test_degenerate import AS_OF, COMPANIES

MAIN = Path(__file__).parents[2] / "dashboard" / "main.py"
NOT_WORDS = re.compile(r"\b(NaN|nan|None|inf|Traceback)\b")
SAYS = {  # of staying, where there can be no answer; of the others it is a figure or one of these
    "empty": "No data loaded yet",
    "one person": "0 mentees could be compared",
    "none mentored": "No pairing of those asked about has begun yet",
    "no exits": "0 mentees and 0 others had the event",
    "all exit": "must still be followed",
    "one mentor": "count as 1.0 independent groups",
    "no mentor known": "No data loaded yet",
    "hire day is exit day": "0 mentees could be compared",
}
REFUSED = {"empty": "staff.csv holds no rows", "no mentor known": "mentor_id is empty in line"}


def written(tables: dict[str, list[dict]], folder: Path) -> Path:
    """The company as files: a column for each value that is used; a table that is needed has its
    header at least."""
    folder.mkdir()
    headers = {
        name: [c.name for c in table.columns if c.required]
        for name, table in TABLES.items()
        if table.required
    }
    for name, rows in tables.items():
        if rows or name in headers:
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, rows[0] if rows else headers[name])
                writer.writeheader()
                writer.writerows(rows)
    (folder / "company.toml").write_text(
        f"as_of = {AS_OF}\nreview_cycle_months = 6\n", encoding="utf-8"
    )
    return folder


def said(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.stdout + result.stderr


def page(name: str) -> AppTest:
    at = AppTest.from_file(MAIN, default_timeout=60)
    at.query_params["lang"] = "en"
    at._page_hash = calc_hash(name)
    return at.run()


@pytest.mark.parametrize("kind", COMPANIES)
def test_the_command_line_gives_a_reason_for_a_company_with_nothing_to_compare(kind, tmp_path):
    tables = COMPANIES[kind]
    if kind == "one person":  # whom nobody mentored, the files would be refused
        tables = tables | {"pairings": [row | {"mentor_id": "x0"} for row in tables["pairings"]]}
    loaded = said("load", str(written(tables, tmp_path / "files")))
    assert (
        ("refused" in loaded and REFUSED[kind] in loaded)
        if kind in REFUSED
        else "Loaded as snapshot" in loaded
    )
    for name in ("retention", "performance"):
        told = said("evaluate", name)
        assert (
            "Cannot tell yet." in told
            or "No data" in told
            or re.search(r"between −?[\d.]+ and", told)
        )
        assert name == "performance" or SAYS.get(kind, "between") in told
        at = page(name)
        assert not at.exception and len(at.title) == 1
        kinds = ("title", "subheader", "markdown", "caption", "info", "warning", "error")
        shown = "\n".join(element.value for one in kinds for element in getattr(at, one))
        assert not NOT_WORDS.search(told + shown)
