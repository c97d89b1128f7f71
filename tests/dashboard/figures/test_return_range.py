"""The return per euro is drawn with both ranges and break-even."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.figures.return_range import return_range
from dashboard.figures.style import alt_text
from metrics.disclosure import ReleasedReturn
from metrics.evaluate import HOLDS, Verdict
from metrics.i18n import locale_for
from metrics.value import HiddenTraitRange, Quantiles

SPREAD = Quantiles(1.09, 1.4, 1.94, 2.6, 3.23)
WIDER = HiddenTraitRange(0.0, 1.0, 0.31, 1.1, 4.12, 0.55, {"retention": "band"})
SPREADS = (SPREAD,) * 7
RETURNED = ReleasedReturn(100, 50_000.0, *SPREADS, 0.99, Verdict(HOLDS), WIDER)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_bar_line_dot_and_break_even_stand_where_the_figures_are(language):
    figure = return_range(RETURNED, locale_for(language))
    bars = [(one.base[0], one.base[0] + one.x[0]) for one in figure.data if one.type == "bar"]
    line, dot = (one for one in figure.data if one.type == "scatter")
    assert bars == [pytest.approx((1.09, 3.23))]
    assert list(line.x) == [0.31, 4.12]
    assert list(dot.x) == [1.94]
    assert [shape.x0 for shape in figure.layout.shapes] == [1.0]
    low, high = figure.layout.xaxis.range
    assert low <= 0.31 and high >= 4.12
    for figures in ((0.31, 4.12), (1.09, 3.23)):
        for one in figures:
            assert locale_for(language).money(one, 2) in alt_text(figure)


def test_without_a_yardstick_only_the_first_range_is_drawn():
    figure = return_range(replace(RETURNED, hidden_trait=None), locale_for("en"))
    assert [one.type for one in figure.data] == ["bar", "scatter"]
