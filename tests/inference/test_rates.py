"""Rates within strata, on tables small enough for paper and against R on the heart data."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from metrics.inference.rates import log_rank, mantel_haenszel

DATA = Path(__file__).parent.parent / "data" / "stanford_heart"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def reference() -> dict:
    return json.loads((DATA / "references.json").read_text())["R"]


@pytest.fixture(scope="module")
def stretches() -> dict[str, np.ndarray]:
    """Stretches of days before and after the transplant (conventions in tests/data/README)."""
    transplants = {
        row["person_id"]: date.fromisoformat(row["start_date"]) for row in rows("mentoring.csv")
    }
    found = []
    for row in rows("staff.csv"):
        hired, last = (
            date.fromisoformat(row[column]) for column in ("hire_date", "last_seen_date")
        )
        end, died = (last - hired).days + 1, int(bool(row["exit_date"]))
        switch = None
        if row["person_id"] in transplants:
            switch = (transplants[row["person_id"]] - hired).days + 1
            switch = switch if switch < end else end - 0.5
        if switch is None:
            found.append((0.0, end, died, 0, row["department"]))
        else:
            found += [
                (0.0, switch, 0, 0, row["department"]),
                (switch, end, died, 1, row["department"]),
            ]
    names = ("entry", "leave", "event", "exposed", "surgery")
    return {
        name: np.array(column) for name, column in zip(names, zip(*found, strict=True), strict=True)
    }


def counts(of: dict[str, np.ndarray], by: str | None = None) -> list[np.ndarray]:
    """d1, n1, d0, n0 on every day with a death, per value of `by`."""
    tables = []
    for value in np.unique(of[by]) if by else [None]:
        keep = of[by] == value if by else np.ones(len(of["entry"]), dtype=bool)
        days = np.unique(of["leave"][keep & (of["event"] == 1)])
        columns = []
        for arm in (1, 0):
            here = keep & (of["exposed"] == arm)
            died = of["leave"][here & (of["event"] == 1)]
            columns += [
                np.array([(died == day).sum() for day in days]),
                np.array(
                    [((of["entry"] < day) & (day <= of["leave"]) & here).sum() for day in days]
                ),
            ]
        tables.append(columns)
    return [np.concatenate(column) for column in zip(*tables, strict=True)]


@pytest.mark.parametrize(("name", "by"), [("mh", None), ("mh_strata_surgery", "surgery")])
def test_rate_ratio_and_log_rank_with_a_transplant_that_comes_later_equal_those_of_r(
    stretches, reference, name, by
):
    expected = reference["td"][name]
    tables = counts(stretches, by)
    ratio, test = mantel_haenszel(*tables), log_rank(*tables)
    assert ratio.ratio == pytest.approx(expected["mh_rr"], abs=1e-10)
    assert ratio.log == pytest.approx(expected["log_mh"], abs=1e-10)
    assert ratio.se == pytest.approx(expected["se_log_mh"], abs=1e-10)
    assert test.observed == expected["logrank_O"]
    assert test.expected == pytest.approx(expected["logrank_E"], abs=1e-10)
    assert test.variance == pytest.approx(expected["logrank_V"], abs=1e-10)
    assert test.chi2 == pytest.approx(expected["logrank_chi2"], abs=1e-10)
    assert ratio.interval.low < 1 < ratio.interval.high and test.p > 0.5


def test_the_naive_log_rank_of_the_transplants_equals_that_of_r(stretches, reference):
    switched = np.flatnonzero(stretches["exposed"] == 1)
    ever = {name: np.delete(column, switched - 1) for name, column in stretches.items()}
    whole = {**ever, "entry": np.zeros(len(ever["entry"])), "leave": np.ceil(ever["leave"])}
    test = log_rank(*counts(whole))
    assert test.chi2 == pytest.approx(reference["naive"]["logrank_chi2"], abs=1e-10)
    assert test.observed == reference["naive"]["logrank_obs"][1]
    assert test.expected == pytest.approx(reference["naive"]["logrank_exp"][1], abs=1e-10)
    assert test.p < 1e-7


def test_two_strata_by_hand():
    d1, n1, d0, n0 = (np.array(c) for c in ([1, 2], [10, 20], [3, 2], [20, 10]))
    found = mantel_haenszel(d1, n1, d0, n0)
    r, s = 1 * 20 / 30 + 2 * 10 / 30, 3 * 10 / 30 + 2 * 20 / 30
    assert found.ratio == pytest.approx(r / s)
    spread = (4 * 200 - 3 * 30) / 900 + (4 * 200 - 4 * 30) / 900
    assert found.se**2 == pytest.approx(spread / (r * s))
    test = log_rank(d1, n1, d0, n0)
    assert test.expected == pytest.approx(4 * 10 / 30 + 4 * 20 / 30)
    assert test.variance == pytest.approx(2 * 200 * 4 * 26 / (900 * 29))


def test_a_stratum_with_one_arm_has_no_effect():
    alone = [np.array(c) for c in ([1, 5], [10, 50], [3, 0], [20, 0])]
    without = [c[:1] for c in alone]
    assert mantel_haenszel(*alone) == mantel_haenszel(*without)
    assert log_rank(*alone).chi2 == pytest.approx(log_rank(*without).chi2)


def test_without_events_or_without_one_arm_there_is_no_ratio():
    nothing = np.array([0])
    assert mantel_haenszel(nothing, np.array([5]), np.array([2]), np.array([5])) is None
    assert mantel_haenszel(np.array([1]), np.array([5]), nothing, nothing) is None
    assert log_rank(nothing, np.array([5]), nothing, np.array([5])) is None


def test_counts_of_a_very_large_company_do_not_overflow():
    small = [np.array([c], dtype=np.int32) for c in (4000, 200_000, 5000, 200_000)]
    test = log_rank(*small)
    assert test.variance == pytest.approx(2e5 * 2e5 * 9000 * 391_000 / (4e5**2 * 399_999.0))
