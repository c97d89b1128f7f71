"""The months between giving notice and leaving, in which nobody is paired."""

from __future__ import annotations

from datetime import date
from math import exp

import duckdb

from metrics.contract.findings import Finding, finding
from metrics.warehouse.build import last_whole_month

FIRST_MONTHS = 3
COMPARED_UNTIL = 12
FEW = 0.25  # of the exits that the later months let expect
CHANCE = 0.05
FEWEST_MENTEES = 10
EXITS_BY_MONTH = """
    with first_pairing as (
        select mentee_id as person_id, min(start_date) as start_date
        from pairings
        group by mentee_id
    ),
    followed as (
        select
            person_id, hire_date, exit_date,
            case when exit_reason = 'transfer' or exit_date > last_seen then null
                 else exit_date end as left_on,
            case when exit_reason = 'transfer' and (last_seen is null or exit_date <= last_seen)
                 then exit_date else last_seen end as seen_on
        from staff
    ),
    mentee as (
        select
            year(start_date) * 12 + month(start_date) - 1 as paired,
            year(left_on) * 12 + month(left_on) - 1 as left_in,
            year(seen_on) * 12 + month(seen_on) - 1 as seen_in
        from first_pairing
        inner join followed on followed.person_id = first_pairing.person_id
            and followed.hire_date <= first_pairing.start_date
            and (followed.exit_date is null or followed.exit_date >= first_pairing.start_date)
    )
    select
        cast(k as integer) as k,
        count(*) as at_risk,
        sum(case when left_in = paired + k then 1 else 0 end) as exits
    from mentee
    cross join range(1, ?) as months (k)
    where paired + k <= ? and (left_in is null or left_in >= paired + k)
        and (left_in is not null or seen_in is null or seen_in >= paired + k)
    group by k
"""


def notice_months(
    con: duckdb.DuckDBPyConnection, stated: int | None, as_of: date
) -> tuple[int, list[Finding]]:
    """Return the months of notice, with a finding that asks for them if they are not stated.

    Unstated, they are the most months k (at most 3) for which the mentees' exits in the first k
    months after pairing are at most a quarter of what their exits in months 4 to 12 let expect, and
    so few would occur by chance in less than 5 % of cases (Poisson); else 0. It compares mentees
    with themselves, so that neither who is chosen nor a lasting effect of mentoring looks like
    notice; an effect that is much stronger in the first months than later does. With fewer than
    three exits to be expected nothing can be seen.
    """
    if stated is not None:
        return stated, []
    rows = con.execute(EXITS_BY_MONTH, [COMPARED_UNTIL + 1, last_whole_month(as_of)]).fetchall()
    months, observed, expected = deficit({k: (at_risk, exits) for k, at_risk, exits in rows})
    if not months and max((n for _k, n, _exits in rows), default=0) < FEWEST_MENTEES:
        return 0, []  # there is no answer yet that it could change
    if not months:
        return 0, [finding("run.notice_unstated", table="pairings", value=0)]
    assumed = finding(
        "run.notice_assumed",
        table="pairings",
        value=months,
        months=months,
        observed=observed,
        expected=round(expected, 1),
    )
    return months, [assumed]


def deficit(by_month: dict[int, tuple[int, int]]) -> tuple[int, int, float]:
    """Return the months of the deficit (0 for none), the exits in them, and those expected.

    `by_month` gives the mentees at risk and the exits per month after pairing.
    """
    later = [counts for k, counts in by_month.items() if k > FIRST_MONTHS]
    at_risk = sum(n for n, _exits in later)
    rate = sum(exits for _n, exits in later) / at_risk if at_risk else 0.0
    for months in range(FIRST_MONTHS, 0, -1):
        first = [by_month.get(k, (0, 0)) for k in range(1, months + 1)]
        expected = rate * sum(n for n, _exits in first)
        observed = sum(exits for _n, exits in first)
        if observed <= FEW * expected and _at_most(observed, expected) < CHANCE:
            return months, observed, expected
    return 0, 0, 0.0


def _at_most(observed: int, expected: float) -> float:
    """Return the Poisson probability of so many or fewer."""
    term = exp(-expected)
    total = term
    for n in range(1, observed + 1):
        term *= expected / n
        total += term
    return total
