"""Generated companies with owners of customers: how often somebody is named by chance, and who is
really found.

    python -m tests.calibration.experts --out tests/calibration/experts.md

Customers of six kinds and three ages leave at rates of their own, month by month; owners differ in
how many customers they have and of which kinds. Without an expert all owners are alike. Power is
set against an oracle: an exact test that knows every true rate, judges the same owners and errs as
often as the product does."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

import numpy as np
from scipy import stats

from metrics.experts.count_outliers import LEAST_EXPECTED, EventCounts, find_count_outliers

SEED, COMPANIES, EXPERTS = 20261122, 6000, 2000
SMALL, LARGE = 40, 100
OWNERS = (10, 20, SMALL, LARGE)
MONTHS, KINDS, BANDS = 60, 6, 3
LOSS = np.array([0.008, 0.012, 0.016, 0.020, 0.028, 0.036])
BY_AGE, AGES = np.array([1.4, 1.0, 0.8]), np.array([0, 12, 24, MONTHS + 24])
ACCOUNTS = (8, 120)
LOSSES_PER_ACCOUNT, LEAST_POWER, ENOUGH_POWER, WANTED, FIRST = 0.48, 0.2, 0.97, 0.9, 250
SIZES, RATIOS = (10, 15, 20, 30, 50, 80), (0.3, 0.4, 0.5, 0.6, 0.7)


@dataclass(frozen=True)
class Seen:
    """One company as all tests see it: counts for the product, true expected losses for those that
    know."""

    counts: EventCounts
    true_expected: np.ndarray


@dataclass(frozen=True)
class Accounts:
    """Per account its owner and kind, the month in which each age band begins and the last one
    ends, the true chances to leave by band, the months in which it is at risk (from `first`, before
    `end`), and whether it left then."""

    owner: np.ndarray
    kind: np.ndarray
    borders: np.ndarray
    rate: np.ndarray
    first: np.ndarray
    end: np.ndarray
    lost: np.ndarray


def company(rng: np.random.Generator, *, accounts: np.ndarray, ratio: float = 1.0) -> Seen:
    """A company whose owner 0 loses `ratio` times as many as everybody; `accounts` per owner."""
    owner = np.repeat(np.arange(len(accounts)), accounts)
    mix = rng.dirichlet(np.full(KINDS, 2.0), len(accounts)).cumsum(axis=1)
    kind = np.minimum((rng.random(len(owner))[:, None] > mix[owner]).sum(axis=1), KINDS - 1)
    start = rng.integers(-24, MONTHS, len(owner))
    first = np.maximum(start, 0)
    borders = np.clip(start[:, None] + AGES, first[:, None], MONTHS)
    rate = LOSS[kind][:, None] * BY_AGE
    wear = -np.log1p(-rate * np.where(owner == 0, ratio, 1.0)[:, None])
    worn = np.cumsum(np.column_stack([first * 0.0, wear * np.diff(borders)]), axis=1)
    lasts = rng.exponential(size=len(owner))
    lost, one = lasts < worn[:, -1], np.arange(len(owner))
    band = np.minimum((lasts[:, None] >= worn[:, 1:]).sum(axis=1), BANDS - 1)
    month = borders[one, band] + ((lasts - worn[one, band]) / wear[one, band]).astype(int)
    end = np.where(lost, np.minimum(month, borders[one, band + 1] - 1) + 1, MONTHS)
    return counted(Accounts(owner, kind, borders, rate, first, end, lost), len(accounts))


def counted(of: Accounts, owners: int) -> Seen:
    """As the product's SQL counts: half 1 runs until half of the owner's months at risk have
    passed."""
    moves = [
        np.bincount(of.owner * (MONTHS + 1) + at, minlength=owners * (MONTHS + 1))
        for at in (of.first, of.end)
    ]
    at_risk = (moves[0] - moves[1]).reshape(owners, -1).cumsum(axis=1)[:, :MONTHS]
    before = at_risk.cumsum(axis=1) - at_risk
    middle = np.sum(2 * before < at_risk.sum(axis=1, keepdims=True), axis=1)[of.owner]
    n = owners * 2 * KINDS * BANDS
    months, gone, expected = np.zeros(n), np.zeros(n), np.zeros(owners)
    for band, half in product(range(BANDS), range(2)):
        low = np.maximum(of.borders[:, band], middle if half else 0)
        high = np.minimum(np.minimum(of.borders[:, band + 1], of.end), MONTHS if half else middle)
        here = np.maximum(high - low, 0)
        key = ((of.owner * 2 + half) * KINDS + of.kind) * BANDS + band
        months += np.bincount(key, here, n)
        gone += np.bincount(key, of.lost & (here > 0) & (high == of.end), n)
        expected += np.bincount(of.owner, here * of.rate[:, band], owners)
    kept, cells = np.flatnonzero(months), KINDS * BANDS
    return Seen(
        EventCounts(
            kept // (2 * cells),
            kept // cells % 2 + 1,
            kept % cells,
            months[kept],
            gone[kept],
            owners,
            np.ones(owners, dtype=bool),
        ),
        expected,
    )


def portfolios(rng: np.random.Generator, owners: int) -> np.ndarray:
    """Accounts per owner: many small portfolios, few large ones."""
    low, high = np.log(ACCOUNTS)
    return np.exp(rng.uniform(low, high, owners)).astype(int)


def lost_by(seen: Seen) -> np.ndarray:
    """Customers lost per owner."""
    return np.bincount(seen.counts.owner, weights=seen.counts.events, minlength=seen.counts.owners)


def oracle_p(seen: Seen) -> np.ndarray:
    """The oracle's p value per owner, NaN where fewer losses are expected than the product judges
    by."""
    return np.where(
        seen.true_expected >= LEAST_EXPECTED,
        stats.poisson.cdf(lost_by(seen), seen.true_expected),
        np.nan,
    )


def without_expert(n: int, seed: int, owners: int) -> tuple[int, np.ndarray]:
    """In how many of `n` companies somebody is named, and the oracle's smallest p value times its
    tests, in order."""
    rng = np.random.default_rng([seed, owners])
    named, smallest = 0, []
    for _ in range(n):
        seen = company(rng, accounts=portfolios(rng, owners))
        named += bool(find_count_outliers(seen.counts).named.any())
        p = oracle_p(seen)
        smallest.append(np.nanmin(p, initial=1.0) * np.sum(np.isfinite(p)))
    return named, np.sort(smallest)


@dataclass(frozen=True)
class Power:
    """The shares of `n` companies in which the expert is named by the product and by the oracle,
    and their ratio with its paired 95 % interval."""

    n: int
    found: float
    known: float
    ratio: float
    low: float
    high: float


def draws(
    seed: int, owners: int, size: int, ratio: float, threshold: float
) -> Iterator[tuple[bool, bool]]:
    """Companies one after the other: whether the product names the expert, and whether the oracle
    does.

    The expert has as many accounts as lose about `size` customers in other hands.
    """
    rng = np.random.default_rng([seed, owners, size, int(100 * ratio)])
    while True:
        accounts = portfolios(rng, owners)
        accounts[0] = round(size / LOSSES_PER_ACCOUNT)
        seen = company(rng, accounts=accounts, ratio=ratio)
        p = oracle_p(seen)
        yield (
            bool(find_count_outliers(seen.counts).named[0]),
            bool(p[0] * np.sum(np.isfinite(p)) <= threshold),
        )


def power(n: int, seed: int, owners: int, size: int, ratio: float, threshold: float) -> Power:
    """Of `n` companies, or of the first FIRST where these show that the oracle finds hardly anybody
    or nearly all."""
    drawn = draws(seed, owners, size, ratio, threshold)
    seen = [next(drawn) for _ in range(min(n, FIRST))]
    if LEAST_POWER / 2 <= np.mean([known for _found, known in seen]) <= ENOUGH_POWER:
        seen += [next(drawn) for _ in range(n - len(seen))]
    found, known = np.array(seen, dtype=float).T
    ratio = found.mean() / known.mean() if known.any() else np.nan
    wide = (
        stats.norm.ppf(0.975) * np.std(found - ratio * known) / known.mean() / np.sqrt(len(seen))
        if ratio
        else 0
    )
    return Power(len(seen), found.mean(), known.mean(), ratio, ratio - wide, ratio + wide)


def report(n: int, each: int, seed: int) -> str:
    """Errors and power as Markdown, on two processes."""
    with ProcessPoolExecutor(2) as pool:
        errors = dict(zip(OWNERS, pool.map(partial(without_expert, n, seed), OWNERS), strict=True))
        limits = {
            owners: float(smallest[max(named - 1, 0)])
            for owners, (named, smallest) in errors.items()
        }
        asked = list(product((SMALL, LARGE), SIZES, RATIOS))
        waits = [pool.submit(power, each, seed, *cell, limits[cell[0]]) for cell in asked]
        cells = {cell: wait.result() for cell, wait in zip(asked, waits, strict=True)}
    lines = [
        "# Hidden experts: errors and power",
        "",
        f"`python -m tests.calibration.experts --seed {seed} --companies {n} --each {each}`: owners of 8 to 120 "
        f"customers of {KINDS} kinds, by age, over {MONTHS} months.",
        "",
        "## Without an expert somebody is named",
        "",
    ]
    for owners, (named, _smallest) in errors.items():
        low, high = stats.binomtest(named, n).proportion_ci(0.95)
        lines.append(
            f"- {owners} owners: in {named} of {n:,} companies, {named / n:.1%}; 95 % interval {low:.1%} to "
            f"{high:.1%} (Clopper and Pearson)."
        )
    for owners in (SMALL, LARGE):
        of = {cell[1:]: found for cell, found in cells.items() if cell[0] == owners}
        lines += ["", *_table(of, owners, limits[owners], each)]
    return "\n".join([*lines, ""])


def _table(
    cells: dict[tuple[int, float], Power], owners: int, threshold: float, each: int
) -> list[str]:
    told = {cell: one for cell, one in cells.items() if one.known >= LEAST_POWER}
    worst = min(told.values(), key=lambda one: one.ratio)
    together = sum(one.found for one in told.values()) / sum(one.known for one in told.values())
    below = [
        f"{size} expected, {ratio:.0%}" for (size, ratio), one in told.items() if one.ratio < WANTED
    ]
    return [
        f"## With one expert among {owners} owners",
        "",
        f"The share of {each:,} companies in which the expert is named, and in brackets what an exact test reaches "
        f"that knows every true rate and errs as often (p times tests at most {threshold:.4f}); below, the ratio "
        f"with its paired 95 % interval. Where the exact test finds fewer than {LEAST_POWER:.0%} there is no ratio; "
        f"where {FIRST} companies show that it finds hardly anybody or nearly everybody, these are all. Rows: how many "
        "customers the portfolio would lose in other hands; columns: how many of those the "
        "expert loses.",
        "",
        "| expected | " + " | ".join(f"{ratio:.0%}" for ratio in RATIOS) + " |",
        "|---" * (len(RATIOS) + 1) + "|",
        *(
            f"| {size} | " + " | ".join(_cell(cells[size, ratio]) for ratio in RATIOS) + " |"
            for size in SIZES
        ),
        "",
        f"Over the cells with a ratio: {together:.2f} together, {worst.ratio:.2f} in the worst "
        f"({worst.low:.2f} to {worst.high:.2f}). Below {WANTED}: {'; '.join(below) or 'none'}.",
    ]


def _cell(one: Power) -> str:
    said = f"{one.found:.2f} ({one.known:.2f})"
    return (
        said
        if one.known < LEAST_POWER
        else f"{said}<br>{one.ratio:.2f}: {one.low:.2f} to {one.high:.2f}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("companies", COMPANIES), ("each", EXPERTS), ("seed", SEED)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args(arguments)
    text = report(asked.companies, asked.each, asked.seed)
    if asked.out:
        asked.out.write_text(text, encoding="utf-8")
    print(text)  # noqa: T201


if __name__ == "__main__":
    main()
