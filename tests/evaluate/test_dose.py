"""More or fewer hours, by what mentees had met on day 90: figures on paper, loops over the tables, nobody immortal."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from importlib import import_module
from math import sqrt
from random import Random
from statistics import fmean, median

import numpy as np
import pytest
from scipy import stats

from metrics.catalog import catalogue
from metrics.comparison import dose as steps
from metrics.evaluate import evaluate
from metrics.evaluate.dose import dose
from tests.companies import asked, awkward, drawn
from tests.oracle.people import Attributes, first_pairings, last_month, mentor_months, month_of, spells
from tests.oracle.performance import base, first_periods
from tests.oracle.scores import ScoreBands

PERFORMANCE, RETENTION = (catalogue()[name] for name in ("performance", "retention"))
MODULE = import_module("metrics.evaluate.dose")
AS_OF = date(2023, 12, 31)
# Day 90 after 1 January 2022 is 1 April.
STAFF = """
    person_id | hire_date  | exit_date
    ann       | 2020-01-01 |
    bea       | 2020-01-01 | 2022-03-31
    cay       | 2020-01-01 | 2022-04-01
    dan       | 2020-01-01 |
    eve       | 2020-01-01 |
    fay       | 2020-01-01 |
    mo        | 2015-01-01 |
"""
PAIRINGS = """
    pairing_id | mentor_id | mentee_id | category | start_date
    m1         | mo        | ann       | peer     | 2022-01-01
    m2         | mo        | bea       | peer     | 2022-01-01
    m3         | mo        | cay       | peer     | 2022-01-01
    m4         | mo        | dan       | peer     | 2022-01-01
    m5         | mo        | dan       | peer     | 2022-02-01
    m6         | mo        | eve       | peer     | 2023-11-01
    m7         | mo        | fay       | peer     | 2021-11-01
"""
MEETINGS = """
    pairing_id | held_on    | minutes
    m1         | 2022-01-01 | 60
    m1         | 2022-03-31 | 30
    m1         | 2022-04-01 | 500
    m2         | 2022-02-01 | 45
    m4         | 2022-03-01 | 20
    m5         | 2022-03-01 | 500
    m7         | 2022-01-01 | 500
"""


def test_the_minutes_are_those_of_the_first_pairing_before_day_90_of_who_is_still_employed_on_it():
    # bea's last day is day 89, cay's day 90; eve's day 90 is still to come; fay was paired two months before any
    # meeting was recorded.
    with asked(drawn(staff=STAFF, pairings=PAIRINGS, meetings=MEETINGS), as_of=AS_OF) as session:
        evaluate(RETENTION, session)
        steps.minutes_at(session, 90)
        found = session.rows("select person_id, minutes from landmark order by person_id")
    assert found == [("ann", 90.0), ("cay", 0.0), ("dan", 20.0)]


def company(*, leave_early: int = 0, more: int = 24, fewer: int = 24, hours: tuple[int, int] = (2, 1)) -> dict:
    """Paired on 1 January 2021, each with a mentor of their own, so day 90 is 1 April and May the first month followed.
    Twelve of the half with more hours leave in November (k = 6), twelve of the others in July (k = 2); `leave_early`
    leave in March without having met. Sixty others stay."""
    tables = drawn()
    groups = [("more", more, date(2021, 11, 15), 12), ("fewer", fewer, date(2021, 7, 15), 12),
              ("early", leave_early, date(2021, 3, 15), leave_early), ("other", 60, None, 0), ("mentor", 100, None, 0)]
    for group, n, exit_date, leavers in groups:
        for i in range(n):
            person = f"{group}{i}"
            tables["staff"].append({
                "person_id": person, "hire_date": date(2015 if group == "mentor" else 2020, 1, 1),
                "exit_date": exit_date if i < leavers else None, "department": "Sales", "grade": "junior"})
            if group in ("more", "fewer", "early"):
                mentor = f"mentor{len(tables['pairings'])}"
                tables["pairings"].append({"pairing_id": person, "mentor_id": mentor, "mentee_id": person,
                                           "category": "peer", "start_date": date(2021, 1, 1)})
            if group in ("more", "fewer"):
                minutes = 60 * hours[group == "fewer"]
                tables["meetings"].append({"pairing_id": person, "held_on": date(2021, 2, 1), "minutes": minutes})
    return tables


def asked_of(metric, tables: dict):
    with asked(tables, as_of=AS_OF) as session:
        return dose(session, metric, evaluate(metric, session))[0]


def test_the_months_gained_are_those_on_paper():
    # 24 months less the three before the landmark. More: 7 + 14 / 2 = 14; fewer: 3 + 18 / 2 = 12.
    found = asked_of(RETENTION, company())
    assert found.estimate.estimate == pytest.approx(2.0)
    assert (found.values["months"], found.values["hours"]) == (21, 1.5)
    assert (found.n_mentees, found.n_others, found.unit, found.weaker) == (24, 24, "months", True)
    assert "association" in found.means


def test_who_leaves_before_day_90_with_few_hours_does_not_count():
    with_them = asked_of(RETENTION, company(leave_early=20))
    assert with_them == asked_of(RETENTION, company())


def test_what_is_met_after_day_90_does_not_count():
    tables = company()
    for i in range(24):
        tables["meetings"] += [{"pairing_id": f"fewer{i}", "held_on": date(2021, 4, 1) + timedelta(days=30 * k),
                                "minutes": 180} for k in range(8)]
    assert asked_of(RETENTION, tables) == asked_of(RETENTION, company())


def test_exactly_the_middle_is_fewer_and_where_all_are_alike_there_are_no_halves():
    uneven = asked_of(RETENTION, company(fewer=40))  # the middle of 40 and 24 is what the 40 have
    assert (uneven.n_mentees, uneven.n_others) == (24, 40)
    alike = asked_of(RETENTION, company(hours=(1, 1)))
    assert alike.estimate is None
    assert "two halves" in alike.values["reason"]


@pytest.mark.parametrize(("change", "reason"), [
    ({"more": 9}, "could be compared"), ({"fewer": 19, "more": 19}, "independent people"),
])
def test_both_halves_need_the_least_numbers(change, reason):
    found = asked_of(RETENTION, company(**change))
    assert found.estimate is None
    assert reason in found.values["reason"]


def test_both_halves_need_events_and_mentors():
    tables = company()
    for row in tables["staff"]:
        if row["person_id"].startswith("more") and row["person_id"] != "more0":
            row["exit_date"] = None
    assert "had the event" in asked_of(RETENTION, tables).values["reason"]
    tables = company()
    for row in tables["pairings"]:
        if row["mentee_id"].startswith("more"):
            row["mentor_id"] = f"mentor{int(row['mentee_id'][4:]) % 3}"
    assert "independent groups by mentor" in asked_of(RETENTION, tables).values["reason"]


@pytest.mark.parametrize("metric", [RETENTION, PERFORMANCE], ids=lambda metric: metric.name)
def test_without_meetings_a_sentence_says_so(metric):
    found = asked_of(metric, company() | {"meetings": []})
    assert found.estimate is None
    assert "No meetings" in found.values["reason"]


def test_before_anybodys_day_90_a_sentence_says_so():
    with asked(drawn(staff=STAFF, pairings=PAIRINGS, meetings=MEETINGS), as_of=date(2022, 1, 15)) as session:
        found = dose(session, RETENTION, evaluate(RETENTION, session))[0]
    assert found.estimate is None
    assert "No mentee whose meetings are recorded" in found.values["reason"]


def test_cells_are_as_fine_as_three_of_five_with_more_hours_allow():
    assert asked_of(RETENTION, company()).values["alike"] == MODULE.ALIKE[4]
    tables = company()
    for row in tables["staff"]:
        if row["person_id"].startswith("more"):
            row["grade"] = "senior"
    assert asked_of(RETENTION, tables).values["alike"] == MODULE.ALIKE[1]


def met(tables: dict, seed: int) -> dict:
    """The same company with meetings of random length every now and then."""
    rng = Random(seed)
    for row in tables["pairings"]:
        day = row["start_date"]
        while day < AS_OF and rng.random() < 0.9:
            minutes = rng.choice([30, 60])
            tables["meetings"].append({"pairing_id": row["pairing_id"], "held_on": day, "minutes": minutes})
            day += timedelta(days=rng.randint(1, 40))
    return tables


def landmark_by_loop(tables: dict) -> tuple[dict, float]:
    """Mentee -> (spell, pairing, day 90, minutes), and the middle of the minutes."""
    began, found = month_of(min(row["held_on"] for row in tables["meetings"])), {}
    everybody = spells(tables, last_month(AS_OF))
    for person, pairing in first_pairings(tables, last_month(AS_OF)).items():
        day = pairing["start_date"] + timedelta(days=90)
        for spell in everybody:
            row = spell.row
            there = row["hire_date"] <= pairing["start_date"] and day <= (row["exit_date"] or AS_OF)
            if spell.person_id == person and there and day <= AS_OF and month_of(pairing["start_date"]) >= began - 1:
                minutes = sum(m["minutes"] for m in tables["meetings"] if m["pairing_id"] == pairing["pairing_id"]
                              and pairing["start_date"] <= m["held_on"] < day)
                found[person] = (spell, pairing, day, minutes)
    return found, median(minutes for *_, minutes in found.values())


def wider_half(rows: list[tuple], influence: list[float]) -> float:
    """Half of the wider interval, by mentor and by person; rows begin with person, mentor, arm and weight."""
    halves = []
    for by_mentor in (True, False):
        psi, held = defaultdict(float), (defaultdict(float), defaultdict(float))
        for (person, mentor, arm, weight, *_), value in zip(rows, influence, strict=True):
            cluster = ("mentor", mentor) if by_mentor and mentor else person
            psi[cluster] += value
            held[arm][cluster] += weight
        share = [{c: amount / sum(arm.values()) for c, amount in arm.items()} for arm in held]
        variance = sum((psi[c] / (1 - max(share[0].get(c, 0.0), share[1].get(c, 0.0)))) ** 2 for c in psi)
        df = min(1 / sum(s**2 for s in arm.values()) for arm in share) - 1
        halves.append(stats.t.ppf(0.975, max(df, 1.0)) * sqrt(variance))
    return max(halves)


def weighed(rows: list[tuple], depth: int) -> list[tuple]:
    """(person, mentor, arm, weight, *rest) of rows (person, mentor, arm, cell, *rest) whose cell holds both arms."""
    n = Counter((row[2], row[3][:depth]) for row in rows)
    both = [row for row in rows if n[0, row[3][:depth]] and n[1, row[3][:depth]]]
    return [(*row[:3], 1.0 if row[2] else n[1, row[3][:depth]] / n[0, row[3][:depth]], *row[4:]) for row in both]


def followed_by_loop(tables: dict) -> list[tuple]:
    """(person, mentor, more, weight, u, event), in the finest cells that keep three of five with more hours."""
    mentoring, attributes, bands = mentor_months(tables), Attributes(tables), ScoreBands(tables)
    people, middle = landmark_by_loop(tables)
    rows = []
    for person, (spell, pairing, day, minutes) in people.items():
        m, landmark = month_of(pairing["start_date"]), month_of(day)
        busy = any(start <= m <= stop for start, stop in mentoring.get(person, []))
        if busy or spell.entry > m or spell.last <= landmark:
            continue
        known = attributes.at(spell, m)
        cell = (known["department"], known["grade"], bands.before(person, pairing["start_date"]),
                min((m - spell.hired) // 12, 2))
        rows.append((person, pairing["mentor_id"], int(minutes > middle), cell, spell.last - landmark - 1,
                     int(spell.exit is not None)))
    more = sum(row[2] for row in rows)
    for depth in (4, 3, 2, 1):
        kept = weighed(rows, depth)
        if sum(row[2] for row in kept) >= 0.6 * more:
            break
    return kept


@pytest.mark.parametrize("seed", [11, 12])
def test_months_gained_and_their_variance_equal_loops_over_the_tables(seed, monkeypatch):
    for name in ("FEWEST_MENTEES", "FEWEST_EVENTS", "FEWEST_MENTORS", "FEWEST_CONTROLS", "FEWEST_AT_RISK"):
        monkeypatch.setattr(MODULE, name, 0)
    tables = met(awkward(seed, people=300), seed)
    with asked(tables, as_of=AS_OF) as session:
        answer = evaluate(RETENTION, session)
        found = dose(session, RETENTION, answer)[0]
    rows, tau = followed_by_loop(tables), answer.horizon - 3
    gained, influence = 0.0, [0.0] * len(rows)
    for arm in (0, 1):
        y = [sum(w for _, _, a, w, u, _ in rows if a == arm and u >= k) for k in range(tau)]
        d = [sum(w for _, _, a, w, u, e in rows if a == arm and u == k and e) for k in range(tau)]
        h = [d[k] / y[k] if y[k] else 0.0 for k in range(tau)]
        s = np.cumprod([1.0, *(1 - rate for rate in h)])  # s[k] is the survival before month k
        gained += (1 if arm else -1) * sum(s[:tau])
        g = [sum(s[k + 1:tau]) / (y[k] * (1 - h[k])) if y[k] and h[k] < 1 else 0.0 for k in range(tau)]
        for i, (_, _, a, w, u, e) in enumerate(rows):
            if a == arm:
                felt = sum(g[k] * ((e and u == k) - h[k]) for k in range(min(u, tau - 1) + 1))
                influence[i] = (-1 if arm else 1) * w * felt
    assert min(found.n_mentees, found.n_others) >= 20
    assert (found.n_mentees, found.n_others) == (sum(r[2] for r in rows), sum(1 - r[2] for r in rows))
    assert found.estimate.estimate == pytest.approx(gained, abs=1e-9)
    assert found.estimate.high - found.estimate.estimate == pytest.approx(wider_half(rows, influence), rel=1e-9)


def changed_by_loop(tables: dict) -> list[tuple]:
    """(person, mentor, more, weight, change) of mentees with a base and a value after day 90, within their g."""
    people, middle = landmark_by_loop(tables)
    g = first_periods(tables, first_pairings(tables, last_month(AS_OF)), 6)
    later = first_periods(tables, {person: {"start_date": day} for person, (_, _, day, _) in people.items()}, 6)
    y = defaultdict(lambda: defaultdict(list))
    for row in tables["reviews"]:
        y[row["person_id"]][month_of(row["review_date"]) // 6].append(row["score"])
    rows = []
    for person, (_, pairing, _, minutes) in people.items():
        own = {t: fmean(values) for t, values in y[person].items()}
        after = [own[t] for t in range(max(g[person], later[person]), g[person] + 4) if t in own]
        if after and (before := base(own, g[person])) is not None:
            rows.append((person, pairing["mentor_id"], int(minutes > middle), (g[person],), fmean(after) - before))
    return weighed(rows, 1)


@pytest.mark.parametrize("seed", [11, 12])
def test_changes_and_their_variance_equal_loops_over_the_tables(seed, monkeypatch):
    for name in ("FEWEST_MENTEES", "FEWEST_MENTORS", "FEWEST_CONTROLS"):
        monkeypatch.setattr(MODULE, name, 0)
    tables = met(awkward(seed, people=300), seed)
    found, rows = asked_of(PERFORMANCE, tables), changed_by_loop(tables)
    whole = [sum(row[3] for row in rows if row[2] == arm) for arm in (0, 1)]
    mean = [sum(row[3] * row[4] for row in rows if row[2] == arm) / whole[arm] for arm in (0, 1)]
    influence = [(1 if arm else -1) * w * (value - mean[arm]) / whole[arm] for _, _, arm, w, value in rows]
    assert min(found.n_mentees, found.n_others) >= 10
    assert found.estimate.estimate == pytest.approx(mean[1] - mean[0], abs=1e-9)
    assert found.estimate.high - found.estimate.estimate == pytest.approx(wider_half(rows, influence), rel=1e-9)


def reviewed(tables: dict, per_hour: float) -> dict:
    """The same people with reviews each half-year, higher by `per_hour` after their first 90 days."""
    rng = Random(1)
    for row in tables["staff"]:
        ability = rng.gauss(3, 0.4)
        hours = {"more": 2, "fewer": 1}.get(row["person_id"].rstrip("0123456789"), 0)
        for day in (date(year, *end) for year in range(2020, 2024) for end in ((6, 30), (12, 31))):
            if day <= (row["exit_date"] or AS_OF):
                score = ability + rng.gauss(0, 0.2) + (per_hour * hours if day > date(2022, 4, 1) else 0)
                tables["reviews"].append({"person_id": row["person_id"], "review_date": day, "score": score})
    return tables


@pytest.mark.parametrize("per_hour", [0.0, 0.5])
def test_a_planted_difference_in_scores_is_found(per_hour):
    tables = company()
    for row in tables["staff"]:
        row["exit_date"] = None
    for row in tables["pairings"]:  # a year later, so that there are values before
        row["start_date"] = date(2022, 1, 1)
    for row in tables["meetings"]:
        row["held_on"] = date(2022, 2, 1)
    found = asked_of(PERFORMANCE, reviewed(tables, per_hour))
    assert found.estimate.low < per_hour < found.estimate.high
    assert found.estimate.excludes_zero == (per_hour > 0)


def test_on_the_sample_company_no_difference_is_found_where_none_was_planted(sample_session):
    for metric in (RETENTION, PERFORMANCE):
        found = dose(sample_session, metric, evaluate(metric, sample_session))[0]
        assert min(found.n_mentees, found.n_others) >= 60
        assert not found.estimate.excludes_zero
