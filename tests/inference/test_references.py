"""Estimators reproduce figures that other software found on public data (provenance in
tests/data)."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from metrics.inference.difference_in_differences import group_time_effects, overall_effect
from metrics.inference.survival import kaplan_meier

DATA = Path(__file__).parent.parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def heart() -> dict:
    """Days until death or end of follow-up, death, ever transplanted: the naive comparison."""
    transplanted = {row["person_id"] for row in rows("stanford_heart/mentoring.csv")}
    days, died, ever = [], [], []
    for row in rows("stanford_heart/staff.csv"):
        last, hired = (
            date.fromisoformat(row[column]) for column in ("last_seen_date", "hire_date")
        )
        days.append((last - hired).days)
        died.append(int(bool(row["exit_date"])))
        ever.append(int(row["person_id"] in transplanted))
    return {"days": np.array(days), "died": np.array(died), "ever": np.array(ever)}


@pytest.mark.parametrize("arm", [0, 1])
def test_survival_and_restricted_mean_equal_those_of_r_on_the_heart_data(heart, arm):
    expected = json.loads((DATA / "stanford_heart/references.json").read_text())["R"]["naive"]
    of = heart["ever"] == arm
    ones = np.ones(of.sum())
    found = kaplan_meier(
        heart["days"][of], heart["died"][of], ones, ones, tau=731
    )  # day 0 is a day of its own
    at = slice(5 * arm, 5 * arm + 5)
    km = expected["km"]
    assert found.survival[np.array(km["time"][at])] == pytest.approx(km["surv"][at], abs=1e-12)
    assert found.rows[np.array(km["time"][at])] == pytest.approx(km["n_risk"][at])
    for tau in (365, 730):
        assert found.rmst(tau + 1) - 1 == pytest.approx(
            expected[f"rmst{tau}"]["rmean"][arm], abs=1e-9
        )


@pytest.fixture(scope="module")
def firms() -> tuple[dict, dict]:
    """Log scrap rate per firm and year, and the year in which a firm was first trained."""
    score = {}
    for row in rows("jtrain_scrap/reviews.csv"):
        score[row["person_id"], int(row["review_date"][:4])] = float(row["score"])
    return score, {
        row["person_id"]: int(row["start_date"][:4]) for row in rows("jtrain_scrap/mentoring.csv")
    }


def cells_with_base_of_the_year_before(score: dict, began: dict, controls: str):
    people = sorted({person for person, _ in score})
    found = {}
    for g in sorted(set(began.values())):
        for t in (1988, 1989):
            base = min(g, t) - 1
            for person in people:
                first = began.get(person)
                treated = first == g
                control = not treated and (
                    first is None or (controls == "not yet" and first > max(g, t))
                )
                if treated or control:
                    dy = score[person, t] - score[person, base]
                    cell = found.setdefault((g, t, int(treated)), [0, 0.0, 0.0])
                    cell[0], cell[1], cell[2] = cell[0] + 1, cell[1] + dy, cell[2] + dy * dy
    keys, sums = np.array(list(found)).T, np.array(list(found.values())).T
    return group_time_effects(*keys, *sums)


@pytest.mark.parametrize(
    ("controls", "name"), [("not yet", "csdid_notyettreated"), ("never", "csdid_nevertreated")]
)
def test_group_time_effects_equal_those_of_csdid_on_the_training_grants(firms, controls, name):
    expected = json.loads((DATA / "jtrain_scrap/references.json").read_text())["python"][name]
    cells = cells_with_base_of_the_year_before(*firms, controls)
    assert cells.effect == pytest.approx(expected["att"], abs=1e-12)
    assert overall_effect(cells.after) == pytest.approx(
        expected["agg_simple"]["overall_att"], abs=1e-12
    )


def test_the_difference_of_1987_and_1988_equals_that_of_r(firms):
    expected = json.loads((DATA / "jtrain_scrap/references.json").read_text())["R"]["did_87_88"]
    cells = cells_with_base_of_the_year_before(*firms, "not yet")
    first = cells.where((cells.g == 1988) & (cells.t == 1988))
    assert first.effect[0] == pytest.approx(expected["att"], abs=1e-12)
    assert (first.n1[0], first.n0[0]) == (expected["n1"], expected["n0"])
    welch = first.effect[0] / np.sqrt(first.variance[0])
    assert abs(welch) == pytest.approx(expected["welch_t"], abs=1e-9)
