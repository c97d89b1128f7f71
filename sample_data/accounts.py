"""Customers of the sales people, with one planted hidden expert and one planted lucky one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sample_data import company as c
from sample_data.state import Company

MONTHLY_LOSS, EXPERT_RATIO = 0.022, 0.4
EXPERT_ACCOUNTS, LUCKY_ACCOUNTS, LUCKY_YEAR = 60, 8, 2024
SEGMENTS, PRODUCTS = ("small", "medium", "large"), ("service", "equipment", "advice")
REVENUE = {"small": 6000, "medium": 18000, "large": 60000}


@dataclass(frozen=True)
class Account:
    """A customer of an owner (a person's number); `ended` is 0 while the customer stays, margin a
    share of revenue.
    """

    owner: int
    started: int
    ended: int
    segment: str
    product: str
    revenue: float
    margin: float


@dataclass(frozen=True)
class Planted:
    """Who was planted, as persons' numbers."""

    expert: int
    lucky: int


def accounts(rng: np.random.Generator, company: Company) -> tuple[list[Account], Planted]:
    """Every account of today's sales people, and who among them was planted.

    A customer register knows only today's owner, so accounts of people who left are with their
    successors.
    """
    here = company.employed()
    owners = here[
        (company.department[here] == c.SALES) & (company.hired[here] < c.AS_OF.toordinal() - 180)
    ]
    planted = plant(company, owners)
    rows: list[Account] = []
    for spell in owners:
        person = int(company.person[spell])
        if person == planted.expert:
            rows += portfolio(rng, company, spell, EXPERT_ACCOUNTS, MONTHLY_LOSS * EXPERT_RATIO)
        elif person == planted.lucky:
            rows += good_year(rng, company, spell)
        else:
            rows += portfolio(rng, company, spell, int(rng.integers(7, 15)), MONTHLY_LOSS)
    return rows, planted


def plant(company: Company, owners: np.ndarray) -> Planted:
    """Two people of ordinary ability, both there since before 2023; best all five years, no seniors
    and no mentees.
    """
    here = owners[company.hired[owners] < c.day_of(2023 * 12, 1)]
    fits = (
        (company.hired[here] < c.FIRST_DAY.toordinal())
        & (company.grade[here] < 2)
        & (company.paired_on[here] == 0)
    )
    order = here[np.lexsort((np.abs(company.ability[here]), ~fits))]
    return Planted(int(company.person[order[0]]), int(company.person[order[1]]))


def portfolio(
    rng: np.random.Generator, company: Company, spell: int, size: int, loss: float
) -> list[Account]:
    """Accounts started on random days of the owner's time, each lost with the same chance every
    month.
    """
    end = c.AS_OF.toordinal()
    first = max(int(company.hired[spell]) + 30, c.FIRST_DAY.toordinal())
    rows = []
    for started in np.sort(rng.integers(first, end - 60, size)):
        ended = int(started) + 1 + int(rng.exponential(30.44 / loss))
        segment = str(rng.choice(SEGMENTS, p=[0.5, 0.35, 0.15]))
        revenue = round(REVENUE[segment] * float(np.exp(rng.normal(0, 0.35))), 2)
        margin = round(float(rng.uniform(0.15, 0.35)), 2)
        rows.append(
            Account(
                int(company.person[spell]),
                int(started),
                ended if ended <= end else 0,
                segment,
                str(rng.choice(PRODUCTS)),
                revenue,
                margin,
            )
        )
    return rows


def good_year(rng: np.random.Generator, company: Company, spell: int) -> list[Account]:
    """A small portfolio under everybody's loss rate, drawn again until one year passed without a
    loss.
    """
    first, last = c.day_of(LUCKY_YEAR * 12, 1), c.day_of(LUCKY_YEAR * 12 + 11, 31)
    while True:
        rows = portfolio(rng, company, spell, LUCKY_ACCOUNTS, MONTHLY_LOSS)
        running = sum(row.started < first and not 0 < row.ended < first for row in rows)
        if running >= 3 and not any(first <= row.ended <= last for row in rows):
            return rows
