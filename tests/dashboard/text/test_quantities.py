"""Quantities as text: no end is rounded onto zero, and no probability is certain."""

from __future__ import annotations

import pytest

from dashboard.text import quantities
from metrics.catalog import catalogue
from metrics.evaluate import Interval
from metrics.i18n import locale_for

RETENTION = catalogue()["retention"]
_ = locale_for("en")


@pytest.mark.parametrize(("low", "shown"), [(0.04, "+0.04"), (0.0, "0.0"), (-0.3, "−0.3")])
def test_an_end_close_to_zero_is_not_rounded_onto_it(low, shown):
    text = quantities.signed_bounds(Interval(2.3, low, 4.6, 1, 9), RETENTION, _)
    assert text.split()[0] == shown and text.split()[-1] == "+4.6"


@pytest.mark.parametrize(("share", "shown"), [(1.0, "99%"), (0.0, "1%"), (0.86, "86%")])
def test_no_probability_is_written_as_certain(share, shown):
    text = quantities.certainty(share, _)
    assert shown in text and "100%" not in text
    assert (text == _("{share} sure", share=shown)) == (share == 0.86)


@pytest.mark.parametrize(
    ("value", "shown"), [(0.2, "0.2"), (1_650.0, "1,650"), (0.12341, "0.1234")]
)
def test_an_assumption_has_as_many_decimals_as_its_value(value, shown):
    assert quantities.assumption_value(value, _) == shown


def test_a_protected_count_stays_as_it_is():
    assert quantities.count("<10", _) == "<10" and quantities.count(1_234, _) == "1,234"
