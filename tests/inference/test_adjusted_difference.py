"""Doubly robust differences equal those of other software, per cell and together (tests/data)."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from metrics.inference.adjusted_difference import PatternSums, adjusted_difference, comparable

DATA = Path(__file__).parent.parent / "data"


def columns(name: str) -> dict[str, np.ndarray]:
    with (DATA / name).open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {key: np.array([float(row[key]) for row in rows]) for key in rows[0]}


def one_entry_each(cell: np.ndarray, treated: np.ndarray, y: np.ndarray) -> PatternSums:
    """Sums of patterns that hold one person each; without numeric covariates of their own."""
    none = np.zeros((len(y), 0))
    return PatternSums(
        cell, treated, np.ones(len(y)), y, y * y, none, none, np.zeros((len(y), 0, 0))
    )


def influence(found, y: np.ndarray, treated: np.ndarray) -> np.ndarray:
    e = y - found.expected
    by_model = np.where(treated == 1, 0.0, e * found.lever)
    return found.scale * (e - found.centre) + by_model + found.constant


@pytest.mark.parametrize(
    ("name", "covariates"),
    [
        ("categories", ["black", "hisp", "marr", "nodegree"]),
        ("all", ["age", "educ", "black", "hisp", "marr", "nodegree", "re74"]),
    ],
)
def test_two_periods_equal_drdid_on_the_training_experiment(name, covariates):
    data = columns("nsw_training/earnings.csv")
    references = json.loads((DATA / "nsw_training/references.json").read_text())
    expected = references["drdid 1.1.7"][name]
    x = np.column_stack([data[column] / max(data[column].max(), 1) for column in covariates])
    y = data["re78"] - data["re75"]
    treated = data["treat"].astype(int)
    found = adjusted_difference(one_entry_each(np.zeros(len(y), int), treated, y), x, x)
    assert found.estimate == pytest.approx(expected["att"], rel=1e-8)
    psi = influence(found, y, treated)
    assert np.sqrt(np.sum(psi**2)) == pytest.approx(expected["se"], rel=1e-8)


@pytest.mark.parametrize(
    ("name", "covariates"),
    [("categories", ["d1", "d2", "grade"]), ("with the score", ["d1", "d2", "grade", "score"])],
)
def test_a_staggered_panel_equals_csdid_per_cell_and_together(name, covariates):
    data = columns("staggered_covariates/panel.csv")
    (references,) = json.loads((DATA / "staggered_covariates/references.json").read_text()).values()
    expected = references[name]
    data["d1"] = (data["department"] == 1).astype(float)
    data["d2"] = (data["department"] == 2).astype(float)
    value = dict(zip(zip(data["person"], data["period"], strict=True), data["value"], strict=True))
    first = data["period"] == 1
    people = {key: column[first] for key, column in data.items()}
    rows = []
    for cell, (g, t) in enumerate(zip(expected["g"], expected["t"], strict=True)):
        for i, person in enumerate(people["person"]):
            own = people["g"][i]
            if own in (0, g) or own > t:
                dy = value[person, t] - value[person, g - 1]
                rows.append((cell, own == g, dy, i))
    cell, treated, dy, who = (np.array(column) for column in zip(*rows, strict=True))
    treated = treated.astype(int)
    x = np.column_stack([people[column] for column in covariates])[who]
    number = int(cell.max()) + 1
    for each in range(number):
        inside = cell == each
        sums = one_entry_each(cell[inside], treated[inside], dy[inside])
        found = adjusted_difference(sums, x[inside], x[inside])
        assert found.estimate == pytest.approx(expected["att"][each], abs=1e-8)
        psi = influence(found, dy[inside], treated[inside])
        assert np.sqrt(np.sum(psi**2)) == pytest.approx(expected["se"][each], abs=1e-8)
    own = np.column_stack([x * (cell == each)[:, None] for each in range(number)])
    together = adjusted_difference(one_entry_each(cell, treated, dy), own, own)
    assert together.effect == pytest.approx(expected["att"], abs=1e-8)
    assert together.estimate == pytest.approx(expected["overall_att"], abs=1e-8)
    psi = np.bincount(who, weights=influence(together, dy, treated))
    assert np.sqrt(np.sum(psi**2)) == pytest.approx(expected["overall_se"], abs=1e-8)


def test_sums_per_pattern_give_what_single_rows_give():
    rng = np.random.default_rng(3)
    n = 600
    cell, unit, treated = rng.integers(0, 3, n), rng.integers(0, 4, n), rng.integers(0, 2, n)
    x = rng.normal(size=n)
    y = rng.normal(size=n) + 0.5 * x + 0.2 * unit
    levels = (unit[:, None] == np.arange(1, 4)).astype(float)
    sums = one_entry_each(cell, treated, y)
    single = adjusted_difference(sums, np.column_stack([levels, x]), levels)
    _keys, place = np.unique(np.column_stack([cell, treated, unit]), axis=0, return_inverse=True)
    place = place.ravel()
    keys = np.array(_keys)

    def total(amount):
        return np.bincount(place, weights=amount)

    grouped = PatternSums(
        keys[:, 0],
        keys[:, 1],
        total(np.ones(n)),
        total(y),
        total(y * y),
        total(x)[:, None],
        total(x * y)[:, None],
        total(x * x)[:, None, None],
    )
    levels_of = (keys[:, 2][:, None] == np.arange(1, 4)).astype(float)
    found = adjusted_difference(grouped, levels_of, levels_of)
    assert found.estimate == pytest.approx(single.estimate, abs=1e-9)
    assert found.effect == pytest.approx(single.effect, abs=1e-9)
    assert found.variance == pytest.approx(single.variance, rel=1e-6)
    e = y - found.expected[place] - found.slope[0] * x
    by_model = np.where(treated == 1, 0.0, e * (found.lever[place] + found.lever_slope[0] * x))
    psi = found.scale[place] * (e - found.centre[place]) + by_model + found.constant[place]
    assert psi == pytest.approx(influence(single, y, treated), abs=1e-9)


def test_a_unit_without_others_and_one_that_is_nearly_all_mentees_are_left_out():
    unit = np.array([0, 0, 1, 2, 2])
    treated = np.array([1, 0, 1, 1, 0])
    n = np.array([20.0, 200.0, 5.0, 60.0, 1.0])
    none = np.zeros((5, 0))
    sums = PatternSums(np.zeros(5, int), treated, n, n, n, none, none, np.zeros((5, 0, 0)))
    levels = (unit[:, None] == np.array([1, 2])).astype(float)
    assert comparable(sums, levels, levels).tolist() == [True, True, False, False, False]
