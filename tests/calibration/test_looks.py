"""Twelve looks at companies without an effect: a fast subset of `product_looks.py`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tests.calibration.company import simulate
from tests.calibration.looks import LOOKS, alarms_of
from tests.calibration.people import AS_OF, MONTHS
from tests.calibration.product_looks import (
    MONTHS_OF_LOOKS,
    WITHOUT_EFFECT,
    alarms_by_metric,
    known_at,
    looks_at,
)
from tests.calibration.run import Product
from tests.calibration.scenarios import SCENARIOS
from tests.calibration.tables import as_tables

SMALL = "small company, no effect"


def tables():
    return as_tables(simulate(SCENARIOS[SMALL], np.random.default_rng(5)))


def test_there_are_twelve_looks_from_month_24_to_60():
    assert len(MONTHS_OF_LOOKS) == LOOKS
    assert (MONTHS_OF_LOOKS[0], MONTHS_OF_LOOKS[-1]) == (24, MONTHS)
    assert all(SCENARIOS[name].no_effect for name in WITHOUT_EFFECT)


def test_at_the_last_day_the_files_are_whole_and_earlier_nothing_later_is_in_them():
    for name, table in tables().items():
        assert known_at(name, table, AS_OF).equals(table)
    day = date(2023, 6, 30)
    staff = known_at("staff", tables()["staff"], day).to_pylist()
    assert 0 < len(staff) < tables()["staff"].num_rows
    assert all(row["hire_date"] <= day for row in staff)
    assert all(row["exit_date"] is None or row["exit_date"] <= day for row in staff)
    assert any(row["exit_date"] is None for row in staff)


def test_the_last_look_is_the_answer_of_the_calibration():
    (months, _points) = list(looks_at(WITHOUT_EFFECT[0], 0, np.array([MONTHS])))
    product = Product()
    drawn = product.load(WITHOUT_EFFECT[0], 0)
    with product.session() as session:
        planned = replace(drawn.scenario, method="matched")
        found = product.answer("retention", session, planned).estimate
    assert (months.low, months.high) == pytest.approx((found.low, found.high), rel=1e-9)
    assert months.monthly_low < months.low < months.high < months.monthly_high


def test_a_company_counts_once_however_many_of_its_looks_alarm():
    looks = list(looks_at(SMALL, 1, np.array([57, 60])))
    found = alarms_by_metric(looks)
    assert {one.n for one in found.values()} <= {1}
    assert alarms_of([[look.both] for look in looks]).n == len(looks)


@pytest.mark.slow
def test_the_product_looked_at_twelve_times_keeps_its_promise():
    looks = [look for number in range(20) for look in looks_at(WITHOUT_EFFECT[0], number)]
    for alarms in alarms_by_metric(looks).values():
        assert alarms.sequence <= 0.05 + 2 * alarms.error
