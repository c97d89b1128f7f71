"""Customers of the sales people, with one planted hidden expert and one planted lucky one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sample_data import parameters
from sample_data.state import SimulatedCompany

MONTHLY_LOSS = 0.022
EXPERT_RATIO = 0.4
EXPERT_ACCOUNTS = 60
LUCKY_ACCOUNTS = 8
LUCKY_YEAR = 2024
SEGMENTS = ("small", "medium", "large")
PRODUCTS = ("service", "equipment", "advice")
REVENUE = {"small": 6000, "medium": 18000, "large": 60000}


@dataclass(frozen=True)
class Account:
    """A customer of an owner (a person's number).

    `ended` is 0 while the customer stays; `margin` is a share of revenue.
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
    """The planted expert and the planted lucky person, as persons' numbers."""

    expert: int
    lucky: int


def accounts(rng: np.random.Generator, company: SimulatedCompany) -> tuple[list[Account], Planted]:
    """Return every account of today's sales people, and who among them was planted.

    A customer register knows only today's owner, so the accounts of people who left are with their
    successors.
    """
    spells = company.employed()
    owners = spells[
        (company.department[spells] == parameters.SALES)
        & (company.hired[spells] < parameters.AS_OF.toordinal() - 180)
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


def plant(company: SimulatedCompany, owners: np.ndarray) -> Planted:
    """Return two people of ordinary ability who have been there since before 2023.

    Preferably they were there all five years and are neither seniors nor mentees.
    """
    spells = owners[company.hired[owners] < parameters.day_of(2023 * 12, 1)]
    fits = (
        (company.hired[spells] < parameters.FIRST_DAY.toordinal())
        & (company.grade[spells] < 2)
        & (company.paired_on[spells] == 0)
    )
    order = spells[np.lexsort((np.abs(company.ability[spells]), ~fits))]
    return Planted(int(company.person[order[0]]), int(company.person[order[1]]))


def portfolio(
    rng: np.random.Generator, company: SimulatedCompany, spell: int, size: int, loss: float
) -> list[Account]:
    """Return accounts that start on random days of the owner's time.

    Each is lost with the same chance `loss` every month.
    """
    end = parameters.AS_OF.toordinal()
    first = max(int(company.hired[spell]) + 30, parameters.FIRST_DAY.toordinal())
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


def good_year(rng: np.random.Generator, company: SimulatedCompany, spell: int) -> list[Account]:
    """Return a small portfolio with the usual loss rate and one year without a loss.

    It is drawn again until it has such a year.
    """
    first = parameters.day_of(LUCKY_YEAR * 12, 1)
    last = parameters.day_of(LUCKY_YEAR * 12 + 11, 31)
    while True:
        rows = portfolio(rng, company, spell, LUCKY_ACCOUNTS, MONTHLY_LOSS)
        running = sum(row.started < first and not 0 < row.ended < first for row in rows)
        if running >= 3 and not any(first <= row.ended <= last for row in rows):
            return rows
