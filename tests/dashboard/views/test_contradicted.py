"""Where the checks contradict what mentoring seems to return, no reader is given certainty."""

from __future__ import annotations

import json
import re

import pytest
from typer.testing import CliRunner

from dashboard.text import plan_text, portfolio_text
from dashboard.views.overview.page import CONTRADICTED_RETURN, NOT_TO_BE_USED, RETURNED
from dashboard.views.value.page import CONTRADICTED_BASIS, CONTRADICTED_VALUE, RETURNED_AND_COST
from metrics.cli import app
from metrics.cli.decisions import DO_NOT_DECIDE, PAYS
from metrics.disclosure.plain_text import CONTRADICTED_FIGURE
from metrics.evaluate import CONTRADICTED
from tests.contradicted_company import write_files
from tests.dashboard.conftest import publish
from tests.dashboard.reading import says, shown, title

ODDS = re.compile(r"\d+\s?% sure")


@pytest.fixture(scope="module")
def loaded(homes, tmp_path_factory):
    """The contradicted company, as the home "contradicted"."""
    folder = tmp_path_factory.mktemp("contradicted")
    files = write_files(folder / "files")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MENTORING_ROI_HOME", str(folder / "home"))
        publish(files)
    homes["contradicted"] = folder / "home"
    return folder / "home"


@pytest.mark.parametrize(
    ("page", "instead", "certain", "below"),
    [
        ("overview", CONTRADICTED_RETURN, RETURNED, NOT_TO_BE_USED),
        ("value", CONTRADICTED_VALUE, RETURNED_AND_COST, CONTRADICTED_BASIS),
        ("rewards", plan_text.CONTRADICTED_PLAN, plan_text.RETURNS, plan_text.NOT_TO_BE_USED),
        ("portfolio", portfolio_text.CONTRADICTED_CHOICE, "average net result {net}", ""),
    ],
)
def test_the_title_of_the_page_holds_no_certain_amount(
    visit, loaded, scenarios, page, instead, certain, below
):
    at = visit(page, home="contradicted")
    assert says(title(at), instead)
    assert not says(title(at), certain)
    assert not below or says(shown(at), below)
    assert f"red-badge[{CONTRADICTED}]" in title(at)
    assert not ODDS.search(shown(at))


def terminal(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def test_the_terminal_says_so_before_any_figure(loaded, monkeypatch):
    monkeypatch.setenv("MENTORING_ROI_HOME", str(loaded))
    answer = terminal("evaluate", "retention")
    assert says(answer.partition("months,")[0], CONTRADICTED_FIGURE.partition(".")[0])
    for command in ("value", "appraise"):
        text = terminal(command)
        assert says(text.partition("€")[0], DO_NOT_DECIDE)
        assert not says(text, PAYS.partition(":")[0] + ": {share}")
    returned = json.loads(terminal("value", "--json"))["value"]["return"]
    assert returned["verdict"]["word"] == CONTRADICTED
    assert json.loads(terminal("evaluate", "retention", "--json"))["verdict"] == CONTRADICTED
