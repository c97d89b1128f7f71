"""Two parts of a company: the difference between their effects and its variance, by loops and on
planted effects."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from statistics import fmean

import numpy as np
import pytest
from scipy import stats

from metrics.catalog import catalogue
from metrics.evaluate import adjusted_panel, evaluate, subgroup_contrast, time_to_event
from metrics.inference.contrast import contrast_variance, contrast_variance_by_arm
from metrics.scope import Scope
from tests.companies import asked, awkward, drawn
from tests.evaluate import by_hand
from tests.evaluate.contrast_cases import split
from tests.oracle.adjusted import Row, comparable, fitted
from tests.oracle.clusters import corrected_variance, effective_size, shares, totals
from tests.oracle.raking import adjusted

METRICS = catalogue()
RETENTION, PERFORMANCE = METRICS["retention"], METRICS["performance"]
AS_OF = date(2023, 12, 31)
TAU = 24


def two_genders(seed: int, people: int = 150) -> dict:
    """An awkward company in which everybody's gender is known."""
    tables = awkward(seed, people=people)
    for spell in tables["staff"]:
        spell["gender"] = "f" if int(spell["person_id"][1:]) % 2 else "m"
    return tables


def any_number_is_enough(monkeypatch):
    for name in (
        "FEWEST_MENTEES",
        "FEWEST_EVENTS",
        "FEWEST_MENTORS",
        "FEWEST_CONTROLS",
        "FEWEST_AT_RISK",
    ):
        monkeypatch.setattr(subgroup_contrast, name, 0)
        monkeypatch.setattr(time_to_event, name, 0)


@pytest.mark.parametrize("name", ["retention", "performance"])
def test_the_contrast_is_the_difference_of_two_separate_answers(sample_session, name):
    metric = METRICS[name]
    women, men = (evaluate(metric, sample_session, Scope.of({"gender": one})) for one in ("f", "m"))
    found = split(sample_session, metric, gender="f")
    assert women.horizon == men.horizon == found.values.get("months")
    assert found.values["inside"] == pytest.approx(women.estimate.estimate, abs=1e-9)
    assert found.values["outside"] == pytest.approx(men.estimate.estimate, abs=1e-9)
    difference = women.estimate.estimate - men.estimate.estimate
    assert found.difference.estimate == pytest.approx(difference, abs=1e-9)
    assert found.mentees == {1: women.n_mentees, 0: men.n_mentees}
    assert found.others == {1: women.n_controls, 0: men.n_controls}


@pytest.mark.parametrize("seed", [3, 4])
def test_months_and_their_variance_are_those_by_row(seed, monkeypatch):
    any_number_is_enough(monkeypatch)
    tables = two_genders(seed)
    with asked(tables, as_of=AS_OF) as session:
        found = split(session, RETENTION, gender="f").difference
    psi, cluster, weight, group, means = [], [], [], [], {}
    for sign, gender in ((1, "f"), (-1, "m")):
        rows, weights = by_hand.rows_and_weights(tables, AS_OF, {"gender": gender})
        own, of_rows, of_weights = [], [], []
        for arm in (1, 0):
            of = [(row, w) for row, w in zip(rows, weights, strict=True) if row.arm == arm]
            means[gender, arm], felt = restricted_mean(of)
            own += [(1 if arm else -1) * one for one in felt]
            of_rows += [row for row, _ in of]
            of_weights += [w for _, w in of]
            cluster += [row.mentor_or_person for row, _ in of]
            weight += [w for _, w in of]
            group += [(gender, arm)] * len(of)
        psi += [sign * one for one in adjusted(of_rows, of_weights, own)]
    assert found.estimate == pytest.approx(
        means["f", 1] - means["f", 0] - means["m", 1] + means["m", 0], abs=1e-9
    )
    held = {
        key: totals(
            *zip(
                *[(c, w) for c, w, g in zip(cluster, weight, group, strict=True) if g == key],
                strict=True,
            )
        )
        for key in means
    }
    leverage = {c: max(shares(of).get(c, 0.0) for of in held.values()) for c in set(cluster)}
    felt = totals(cluster, psi)
    mentored = {c for key in held if key[1] for c in held[key]}
    terms = {c: felt[c] ** 2 / (1 - leverage[c]) for c in felt}
    of1, of0 = (sum(v for c, v in terms.items() if (c in mentored) == has) for has in (True, False))
    ess1, ess0 = (min(effective_size(held[key]) for key in held if key[1] == arm) for arm in (1, 0))
    df = (of1 + of0) ** 2 / (of1**2 / max(ess1 - 1, 1) + of0**2 / max(ess0 - 1, 1))
    assert found.se**2 == pytest.approx(of1 + of0, rel=1e-9)
    assert found.df == pytest.approx(max(df, 1.0), rel=1e-9)


def restricted_mean(rows: list[tuple]) -> tuple[float, list[float]]:
    """The months of the first TAU without the event, and how far each row moves them."""
    hazard, stay, at_risk = [], [1.0], []
    for k in range(TAU):
        y = sum(w for row, w in rows if row.u >= k)
        hazard.append(sum(w for row, w in rows if row.event and row.u == k) / y if y else 0.0)
        at_risk.append(y)
        stay.append(stay[-1] * (1 - hazard[-1]))
    slope = [
        sum(stay[k + 1 : TAU]) / (at_risk[k] * (1 - hazard[k]))
        if at_risk[k] and hazard[k] < 1 - 1e-12
        else 0.0
        for k in range(TAU)
    ]
    felt = [
        -w
        * sum(
            slope[k] * ((row.event and row.u == k) - hazard[k]) for k in range(min(row.u + 1, TAU))
        )
        for row, w in rows
    ]
    return sum(stay[:TAU]), felt


@pytest.mark.parametrize("seed", [3, 4])
def test_a_panel_without_covariates_and_its_variance_are_those_by_loops(seed, monkeypatch):
    any_number_is_enough(monkeypatch)
    monkeypatch.setattr(adjusted_panel, "LEAST_KEPT", 2.0)
    tables = two_genders(seed)
    gender = {row["person_id"]: row["gender"] for row in tables["staff"]}
    with asked(tables, as_of=AS_OF) as session:
        found = split(session, PERFORMANCE, gender="f").difference
        rows = session.rows("select person_id, g, t, treated, dy from difference where t >= g")
        mentor = dict(
            session.rows(
                "select person_id, mentor_id from first_pairing where mentor_id is not null"
            )
        )
    effect, psi, held = {}, defaultdict(float), {"f": defaultdict(float), "m": defaultdict(float)}
    for sign, sex in ((1, "f"), (-1, "m")):
        cells = defaultdict(lambda: ({}, {}))
        for person, g, t, treated, dy in rows:
            if gender[person] == sex:
                cells[g, t][treated][person] = dy
        cells = {key: cell for key, cell in cells.items() if cell[0] and cell[1]}
        n = sum(len(mentees) for _, mentees in cells.values())
        effect[sex] = (
            sum(len(m) * (fmean(m.values()) - fmean(o.values())) for o, m in cells.values()) / n
        )
        for others, mentees in cells.values():
            for person, dy in mentees.items():
                psi[person] += sign * (dy - fmean(mentees.values())) / n
                held[sex][person] += 1
            for person, dy in others.items():
                psi[person] -= sign * len(mentees) / n * (dy - fmean(others.values())) / len(others)
    widths = []
    for name in (lambda p: f"m{mentor[p]}" if p in mentor else p, lambda p: p):
        weight = [totals([name(p) for p in of], list(of.values())) for of in held.values()]
        clusters = totals([name(p) for p in psi], list(psi.values()))
        leverage = {c: max(shares(of).get(c, 0.0) for of in weight) for c in clusters}
        variance = corrected_variance(clusters, leverage)
        df = max(min(map(effective_size, weight)) - 1, 1.0)
        widths.append((stats.t.ppf(0.975, df) * variance**0.5, variance, df))
    half, variance, df = max(widths)
    assert found.estimate == pytest.approx(effect["f"] - effect["m"], abs=1e-9)
    assert (found.se**2, found.df) == pytest.approx((variance, df), rel=1e-9)
    assert found.high - found.estimate == pytest.approx(half, rel=1e-9)


def test_a_panel_with_covariates_has_models_of_its_own_in_each_part(sample_session):
    found = split(sample_session, PERFORMANCE, gender="f")
    rows = sample_session.rows(
        "select person_id, g, t, treated, dy, adjusted_change.department, grade, tenure_band, last, before, "
        "last_fifth, before_fifth, part from adjusted_change inner join subgroup_entrant using "
        "(person_id) where entry = g and arm = treated"
    )
    effect = {}
    for part in (1, 0):
        by_hand = [
            Row(
                person,
                g,
                t,
                treated == 1,
                dy,
                (department, grade, tenure),
                (last if fifth else None, before if other else None),
                (fifth, other),
            )
            for person, g, t, treated, dy, department, grade, tenure, last, before, fifth, other, of in rows
            if of == part
        ]
        effect[part], _influence = fitted(comparable(by_hand))
    assert "without_covariates" not in found.values
    assert found.values["inside"] == pytest.approx(effect[1], abs=1e-8)
    assert found.difference.estimate == pytest.approx(effect[1] - effect[0], abs=1e-8)


def planted(women_leave: int, men_leave: int) -> dict:
    """40 mentored women and 40 men, of whom so many leave in two years, and 80 others of each, of
    whom half leave."""
    tables = drawn()
    for sex in ("f", "m"):
        for mentored, people in ((1, 40), (0, 80)):
            leave = people // 2 if not mentored else women_leave if sex == "f" else men_leave
            for i in range(people):
                person = f"{sex}{mentored}{i:02}"
                month = i * 24 // max(leave, 1)
                left = date(2022 + month // 12, month % 12 + 1, 15) if i < leave else None
                tables["staff"].append(
                    {
                        "person_id": person,
                        "hire_date": date(2018, 1, 1),
                        "exit_date": left,
                        "department": "Sales",
                        "grade": "senior",
                        "gender": sex,
                    }
                )
                if mentored:
                    tables["pairings"].append(
                        {
                            "pairing_id": person,
                            "mentor_id": f"outside{i % 20}",
                            "mentee_id": person,
                            "category": "peer",
                            "start_date": date(2021, 12, 1),
                        }
                    )
    return tables


def test_an_effect_planted_in_one_group_is_found_as_a_difference():
    with asked(planted(women_leave=2, men_leave=20), as_of=AS_OF) as session:
        found = split(session, RETENTION, gender="f")
    assert found.difference.low > 0
    assert abs(found.values["outside"]) < 0.5 < found.values["inside"]
    assert found.mentees == {1: 40, 0: 40}


def test_an_effect_that_is_the_same_for_all_makes_no_difference():
    with asked(planted(women_leave=2, men_leave=2), as_of=AS_OF) as session:
        found = split(session, RETENTION, gender="f")
    assert found.values["inside"] > 2 and found.values["outside"] > 2
    assert found.difference.low < 0 < found.difference.high
    assert found.difference.estimate == pytest.approx(0, abs=1e-9)


def test_one_cluster_that_holds_a_group_makes_the_variance_infinite():
    influence, cluster = np.array([1.0, -1.0, 0.5, 0.2]), np.array([0, 1, 2, 3])
    alone, both, others = (
        np.array([1.0, 0, 0, 0]),
        np.array([0, 1.0, 1, 0]),
        np.array([0, 0, 1.0, 1.0]),
    )
    assert contrast_variance(influence, [alone, both], cluster).variance == np.inf
    assert contrast_variance_by_arm(influence, [alone, both], [others], cluster).variance == np.inf
    assert np.isfinite(contrast_variance(influence, [both], cluster).variance)
