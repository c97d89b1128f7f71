"""The lines of the plane join hidden traits with one effect, and the dots are the recorded ones."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.figures.style import WARNING, alt_text
from dashboard.figures.trait_contour import trait_contour
from metrics.catalog import catalogue
from metrics.evaluate import HiddenTrait, Interval
from metrics.i18n import locale_for
from metrics.inference.omitted_variable import (
    Strength,
    TraitRegression,
    bias,
    times_as_strong,
)

METRIC = catalogue()["retention"]
STRENGTHS = {
    "band": Strength(0.17, 0.010),
    "department": Strength(0.009, 0.008),
    "grade": Strength(0.03, 0.0002),
}


def trait(estimate: float) -> HiddenTrait:
    one = Interval(estimate, estimate - 0.9, estimate + 0.9, 0.45, 90.0)
    return HiddenTrait(one, "band", TraitRegression(17.0, STRENGTHS), {})


@pytest.mark.parametrize("estimate", [1.86, -1.86, 0.02, 14.0])
def test_on_each_line_the_answer_has_the_value_at_its_end(estimate):
    figure = trait_contour(trait(estimate), METRIC, locale_for("en"))
    lines = [one for one in figure.data if one.mode == "lines"]
    zero = [one for one in lines if one.line.color == WARNING]
    assert len(zero) == 1 and len(lines) >= 3
    for line in lines:
        moved = [
            bias(17.0, Strength(float(x), float(y))) for x, y in zip(line.x, line.y, strict=True)
        ]
        assert np.ptp(moved) < 1e-9
    on_zero = Strength(float(zero[0].x[5]), float(zero[0].y[5]))
    assert bias(17.0, on_zero) == pytest.approx(abs(estimate))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_dots_are_as_strong_as_the_recorded_traits_and_fit(language):
    figure = trait_contour(trait(1.86), METRIC, locale_for(language))
    dots = [(one.x[0], one.y[0]) for one in figure.data if "markers" in (one.mode or "")]
    for times in (1, 2):
        strength = times_as_strong(STRENGTHS["band"], times)
        assert any(dot == pytest.approx((strength.pairing, strength.outcome)) for dot in dots)
    assert len(dots) >= 4
    for x, y in dots:
        assert x <= figure.layout.xaxis.range[1] and y <= figure.layout.yaxis.range[1]
    assert locale_for(language).percent(trait(1.86).zero_share) in alt_text(figure)


def test_a_trait_so_strong_that_none_can_match_it_still_gives_a_plane():
    one = HiddenTrait(
        Interval(1.0, 0.5, 1.5, 0.2, 30.0),
        "band",
        TraitRegression(17.0, {**STRENGTHS, "band": Strength(0.7, 0.01)}),
        {},
    )
    assert trait_contour(one, METRIC, locale_for("en")).data
