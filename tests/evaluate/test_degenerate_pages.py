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
from metrics.evaluate.answer import FEW_CLUSTERS, FEW_COMPARED, NONE_YET
from metrics.evaluate.time_to_event import FEW_EVENTS, FEW_FOLLOWED
from tests.evaluate.test_degenerate import AS_OF, COMPANIES

MAIN = Path(__file__).parents[2] / "dashboard" / "main.py"
NOT_WORDS = re.compile(r"\b(NaN|nan|None|inf|Traceback)\b")
LOAD_FIRST = "mentoring-roi load DIR"
FIGURE = "{estimate} {unit}, between {low} and {high}"
REASONS = {  # why retention has no answer; the others have a figure
    "empty": LOAD_FIRST,
    "one person": FEW_COMPARED,
    "none mentored": NONE_YET,
    "no exits": FEW_EVENTS,
    "all exit": FEW_FOLLOWED,
    "one mentor": FEW_CLUSTERS["mentee"],
    "no mentor known": LOAD_FIRST,
    "hire day is exit day": FEW_COMPARED,
}
REFUSED = {"empty": "table.empty (staff.csv)", "no mentor known": "mentor_id)"}


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


def pattern(sentence: str) -> str:
    """The sentence with anything in the place of its values."""
    return re.sub(r"\\\{\w+\\\}", ".+", re.escape(sentence))


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
    if kind in REFUSED:
        assert "Files rejected." in loaded and REFUSED[kind] in loaded
    else:
        assert "Files accepted." in loaded
    for name in ("retention", "performance"):
        told = said("evaluate", name)
        no_answer = LOAD_FIRST in told or "Cannot tell yet." in told
        assert no_answer or re.search(pattern(FIGURE), told)
        if name == "retention":
            assert re.search(pattern(REASONS.get(kind, FIGURE)), told)
        at = page(name)
        assert not at.exception
        assert len(at.title) == 1
        kinds = ("title", "subheader", "markdown", "caption", "info", "warning", "error")
        shown = "\n".join(element.value for one in kinds for element in getattr(at, one))
        assert not NOT_WORDS.search(told + shown)
        assert "{person" not in told + shown
