"""The numbers that are not measured: shipped, and a company's own."""

from __future__ import annotations

import pytest

from metrics.i18n import locale_for
from metrics.value import AssumptionError, load_assumptions
from metrics.value.assumptions import STATED


def test_a_companys_own_value_says_so_and_a_wrong_one_is_refused():
    own = load_assumptions({"outside_rate": {"base": 140}})["outside_rate"]
    assert (own.low, own.base, own.high, own.grade, own.source) == (
        140,
        140,
        140,
        "judgement",
        STATED,
    )
    for wrong, name in (
        ({"outside_rate": {"low": 200, "base": 100, "high": 300}}, "outside_rate"),
        ({"outside_rate": {"base": "a lot"}}, "outside_rate"),
        ({"outside_rate": {"base": 1, "colour": "red"}}, "outside_rate"),
        ({"outside_rate": {"base": 1, "owner": "nobody"}}, "outside_rate"),
        ({"pizza": {"base": 1}}, "pizza"),
    ):
        with pytest.raises(AssumptionError) as refused:
            load_assumptions(wrong)
        assert refused.value.values["name"] == name
        assert name in refused.value.message(locale_for("nl"))


def test_every_shipped_number_has_a_source_and_a_grade():
    for one in load_assumptions().values():
        assert one.source and one.unit and one.meaning and one.grade
