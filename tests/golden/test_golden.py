"""No figure moves unless somebody meant it to: every answer of both companies, as recorded.

Record anew with `python -m tests.golden.record` and name the
movement in CHANGELOG.md.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from pathlib import Path

import pytest

from metrics import open_folder
from sample_data.generate import generate
from tests.golden.record import Figures, record

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "sample_data" / "company"


def figures_moved(recorded: Figures, now: Figures) -> list[str]:
    """Return the questions whose figures are not those recorded, to one in a billion."""
    return [
        label
        for label in sorted({*recorded, *now})
        if _missing(recorded.get(label, []), now.get(label, []))
        or _missing(now.get(label, []), recorded.get(label, []))
    ]


def _missing(wanted: list[float], found: list[float]) -> list[float]:
    """Return those of the wanted figures that no found figure equals."""
    return [
        figure
        for figure in wanted
        if not any(
            figure == pytest.approx(near, rel=1e-9, abs=1e-9) for near in _near(figure, found)
        )
    ]


def _near(value: float, ordered: list[float]) -> list[float]:
    place = bisect_left(ordered, value)
    return ordered[max(place - 1, 0) : place + 2]


def test_a_figure_that_moves_in_the_ninth_digit_is_noticed():
    recorded = {"answer": [1.0, 2.0], "hours": [5.0]}
    assert figures_moved(recorded, {"answer": [1.0, 2.0], "hours": [5.0]}) == []
    assert figures_moved(recorded, {"answer": [1.0, 2.00000001], "hours": [5.0]}) == ["answer"]
    assert figures_moved(recorded, {"answer": [1.0, 2.0]}) == ["hours"]


def test_the_sample_company_answers_as_recorded():
    with open_folder(SAMPLE) as company:
        now = record(company)
    recorded = json.loads((HERE / "sample.json").read_text(encoding="utf-8"))
    assert figures_moved(recorded, now) == []


@pytest.mark.slow
def test_a_company_without_an_effect_answers_as_recorded(tmp_path):
    generate(tmp_path, seed=2, effect=False)
    with open_folder(tmp_path) as company:
        now = record(company)
    recorded = json.loads((HERE / "no_effect.json").read_text(encoding="utf-8"))
    assert figures_moved(recorded, now) == []
