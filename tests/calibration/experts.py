"""Generated companies with owners of customers: how often somebody is named by chance, and who is really found.

    python -m tests.calibration.experts --out tests/calibration/experts.md

Customers of eighteen kinds leave at rates of their own, month by month; owners differ in how many customers they have
and of which kinds. Without an expert all owners are alike. Power is set against an oracle: an exact Poisson test that
knows every true rate, judges the same owners, and has the threshold at which it errs as often as the product does.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import stats

from metrics.decide.experts import LEAST_EXPECTED, Counts, judge

SEED, COMPANIES, EXPERTS = 20261122, 1000, 250
SMALL, LARGE, MONTHS, KINDS = 40, 100, 60, 6
LOSS = np.array([0.008, 0.012, 0.016, 0.020, 0.028, 0.036])
BY_AGE = np.array([1.4, 1.0, 0.8])
ACCOUNTS = (8, 120)
LOSSES_PER_ACCOUNT, LEAST_POWER = 0.48, 0.2
SIZES, RATIOS = (10, 15, 20, 30, 50, 80), (0.3, 0.4, 0.5, 0.6, 0.7)


@dataclass(frozen=True)
class Seen:
    """One company as both tests see it: counts for the product, true expected losses for the oracle."""

    counts: Counts
    true_expected: np.ndarray


def company(rng: np.random.Generator, *, accounts: np.ndarray, ratio: float = 1.0) -> Seen:
    """A company whose owner 0 loses `ratio` times as many as everybody; `accounts` per owner."""
    owner = np.repeat(np.arange(len(accounts)), accounts)
    tilt = rng.dirichlet(np.full(KINDS, 2.0), len(accounts)).cumsum(axis=1)
    kind = np.minimum((rng.random(len(owner))[:, None] > tilt[owner]).sum(axis=1), KINDS - 1)
    start = rng.integers(-24, MONTHS, len(owner))
    month = np.arange(MONTHS)
    band = np.clip((month - start[:, None]) // 12, 0, 2)
    rate = LOSS[kind][:, None] * BY_AGE[band]
    leaves = rng.random(rate.shape) < rate * np.where(owner == 0, ratio, 1.0)[:, None]
    lost_before = np.cumsum(leaves & (month >= start[:, None]), axis=1) - leaves
    at_risk = (month >= start[:, None]) & (lost_before == 0)
    rows, columns = np.nonzero(at_risk)
    return Seen(_counted(owner[rows], columns, kind[rows] * 3 + band[rows, columns], leaves[rows, columns],
                         len(accounts)), np.bincount(owner[rows], rate[rows, columns], len(accounts)))


def _counted(owner: np.ndarray, month: np.ndarray, cell: np.ndarray, lost: np.ndarray, owners: int) -> Counts:
    """As the product's SQL counts: half 1 runs until half of the owner's months at risk have passed."""
    by_month = np.bincount(owner * MONTHS + month, minlength=owners * MONTHS).reshape(owners, MONTHS)
    before = by_month.cumsum(axis=1) - by_month
    half = np.where(2 * before < by_month.sum(axis=1, keepdims=True), 0, 1)
    cells = KINDS * 3
    key = (owner * 2 + half[owner, month]) * cells + cell
    n = owners * 2 * cells
    at_risk, gone = np.bincount(key, minlength=n), np.bincount(key, weights=lost, minlength=n)
    kept = np.flatnonzero(at_risk)
    return Counts(kept // (2 * cells), kept // cells % 2 + 1, kept % cells, at_risk[kept].astype(float), gone[kept],
                  owners, np.ones(owners, dtype=bool))


def portfolios(rng: np.random.Generator, owners: int) -> np.ndarray:
    """Accounts per owner: many small portfolios, few large ones."""
    low, high = np.log(ACCOUNTS)
    return np.exp(rng.uniform(low, high, owners)).astype(int)


def oracle_p(seen: Seen) -> np.ndarray:
    """The oracle's p value per owner, NaN where fewer losses are expected than the product judges by."""
    lost = np.bincount(seen.counts.owner, weights=seen.counts.lost, minlength=seen.counts.owners)
    p = stats.poisson.cdf(lost, seen.true_expected)
    return np.where(seen.true_expected >= LEAST_EXPECTED, p, np.nan)


def without_expert(n: int, seed: int, owners: int) -> tuple[int, np.ndarray]:
    """In how many of `n` companies somebody is named, and the oracle's smallest p value times its tests, in order."""
    rng = np.random.default_rng([seed, owners])
    named, smallest = 0, []
    for _ in range(n):
        seen = company(rng, accounts=portfolios(rng, owners))
        named += bool(judge(seen.counts).named.any())
        p = oracle_p(seen)
        smallest.append(np.nanmin(p, initial=1.0) * np.sum(np.isfinite(p)))
    return named, np.sort(smallest)


def power(n: int, seed: int, size: int, ratio: float, threshold: float) -> tuple[float, float]:
    """The shares of `n` companies in which the expert is named by the product, and by the oracle at `threshold`.

    The expert has as many accounts as lose about `size` customers in other hands.
    """
    rng = np.random.default_rng([seed, size, int(100 * ratio)])
    found = known = 0
    for _ in range(n):
        accounts = portfolios(rng, LARGE)
        accounts[0] = round(size / LOSSES_PER_ACCOUNT)
        seen = company(rng, accounts=accounts, ratio=ratio)
        found += bool(judge(seen.counts).named[0])
        p = oracle_p(seen)
        known += bool(np.nan_to_num(p[0], nan=1.0) * np.sum(np.isfinite(p)) <= threshold)
    return found / n, known / n


def report(n: int, each: int, seed: int) -> str:
    """Errors and power as Markdown."""
    said, threshold = [], 0.0
    for owners in (SMALL, LARGE):
        named, smallest = without_expert(n, seed, owners)
        low, high = stats.binomtest(named, n).proportion_ci(0.95)
        threshold = float(smallest[max(named - 1, 0)])
        said.append(f"- {owners} owners: in {named} of {n:,} companies, {named / n:.1%}; 95 % interval {low:.1%} to "
                    f"{high:.1%} (Clopper and Pearson).")
    rows = {size: [power(each, seed, size, ratio, threshold) for ratio in RATIOS] for size in SIZES}
    told = [cell for cells in rows.values() for cell in cells if cell[1] >= LEAST_POWER]
    together = sum(found for found, _known in told) / sum(known for _found, known in told)
    return "\n".join([
        "# Hidden experts: errors and power", "",
        f"`python -m tests.calibration.experts --seed {seed} --companies {n} --each {each}`: owners of 8 to 120 "
        f"customers of {KINDS} kinds, by age, over {MONTHS} months.", "",
        "## Without an expert somebody is named", "", *said, "",
        f"## With one expert among {LARGE} owners", "",
        f"The share of {each} companies in which the expert is named, and in brackets what an exact test reaches "
        f"that knows every true rate and errs as often (p times tests at most {threshold:.4f}). Rows: how many "
        "customers the portfolio would lose in other hands; columns: how many of those the expert loses.", "",
        "| expected | " + " | ".join(f"{ratio:.0%}" for ratio in RATIOS) + " |", "|---" * (len(RATIOS) + 1) + "|",
        *(f"| {size} | " + " | ".join(f"{found:.2f} ({known:.2f})" for found, known in cells) + " |"
          for size, cells in rows.items()), "",
        f"Over the cells in which the oracle finds at least {LEAST_POWER:.0%}: {together:.2f} of its power together, "
        f"{min(found / known for found, known in told):.2f} in the worst.", ""])


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
