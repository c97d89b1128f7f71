"""The candidates of lotteries as arrays: who was drawn, the outcome, and what was known before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from metrics.comparison.steps import Columns
from metrics.inference.lottery_checks import pseudo_months
from metrics.inference.randomised import Draw

HORIZONS = (24, 12, 6, 3)  # months; the longest that enough candidates can be followed for
PERIODS = 4
ENOUGH_SHARE = 0.5
LEAST_KNOWN = 0.5  # earlier scores take part where at least this share has one


@dataclass(frozen=True)
class LotteryData:
    """One entry per candidate old enough for the horizon.

    `value` is the outcome (NaN where `seen` is False), `earlier` has a column per earlier value
    used, `paired` is 1 with a mentor within the horizon. `traits` are by name, with NaN.
    """

    lottery: np.ndarray
    draw: Draw
    chance: np.ndarray
    value: np.ndarray
    seen: np.ndarray
    paired: np.ndarray
    earlier: np.ndarray
    traits: Mapping[str, np.ndarray]
    horizon: int
    dropped: Mapping[str, int]

    @property
    def compared(self) -> np.ndarray:
        """Return who has an outcome, in a group with such people drawn and not drawn."""
        compared = self.seen.copy()
        compared[self.seen] = self.draw.of(self.seen).informative
        return compared

    def of(self, rows: np.ndarray) -> LotteryData:
        """Return the data of those candidates."""
        return LotteryData(
            self.lottery[rows],
            self.draw.of(rows),
            self.chance[rows],
            self.value[rows],
            self.seen[rows],
            self.paired[rows],
            self.earlier[rows],
            {name: values[rows] for name, values in self.traits.items()},
            self.horizon,
            self.dropped,
        )


def time_data(columns: Columns) -> LotteryData:
    """Return the months without the event within the horizon, from the month of the draw.

    The horizon is the longest of HORIZONS for which at least half of the candidates were drawn long
    enough ago; more recent lotteries are left out as a whole.
    """
    followed = columns["followed"].astype(int)
    horizon = next((h for h in HORIZONS if (followed >= h).mean() >= ENOUGH_SHARE), HORIZONS[-1])
    kept = followed >= horizon
    rows = {name: values[kept] for name, values in columns.items()}
    value = np.zeros(0)
    if kept.any():
        value = pseudo_months(rows["u"].astype(int), rows["event"].astype(int), tau=horizon)
    return _data(rows, value, horizon, horizon, int((~kept).sum()), rows["score"])


def panel_data(columns: Columns) -> LotteryData:
    """Return the mean of the values in up to four periods after that of the draw."""
    followed = columns["followed"].astype(int)
    kept = followed >= 1
    rows = {name: values[kept] for name, values in columns.items()}
    review_months = int(columns["review_months"][0]) if len(followed) else 0
    months = (PERIODS + 1) * review_months
    return _data(rows, rows["value"], PERIODS, months, int((~kept).sum()), rows["earlier"])


def _data(
    rows: Columns,
    value: np.ndarray,
    horizon: int,
    months: int,
    too_recent: int,
    earlier: np.ndarray,
) -> LotteryData:
    lottery = _numbers(rows["lottery_id"])
    stratum = _numbers([f"{a}\n{b}" for a, b in zip(lottery, rows["stratum"], strict=True)])
    lots = [
        f"{of}\nteam {team}" if team else f"person {person}"
        for of, team, person in zip(lottery, rows["cluster"], rows["person_id"], strict=True)
    ]
    since = rows["pair_month"].astype(float) - rows["draw_month"].astype(float)
    return LotteryData(
        lottery,
        Draw(rows["drawn"].astype(int), stratum, _numbers(lots)),
        rows["chance"].astype(float),
        value.astype(float),
        ~np.isnan(value.astype(float)),
        (since < months).astype(float),  # NaN, never paired, is not below
        _earlier(earlier.astype(float), stratum),
        {"score": rows["score"].astype(float), "tenure": rows["tenure"].astype(float)},
        horizon,
        {"too_recent": too_recent} if too_recent else {},
    )


def _earlier(known: np.ndarray, stratum: np.ndarray) -> np.ndarray:
    """Return the earlier values as columns to adjust by: the value, and whether it is missing.

    A missing value becomes the mean of its group. No columns where fewer than half have a value.
    """
    missing = np.isnan(known)
    if not len(known) or missing.mean() > 1 - LEAST_KNOWN:
        return np.zeros((len(known), 0))
    number = np.unique(stratum, return_inverse=True)[1]
    n = np.bincount(number, weights=~missing)
    total = np.bincount(number, weights=np.where(missing, 0.0, known))
    mean = np.divide(total, n, out=np.full(len(n), float(np.nanmean(known))), where=n > 0)
    columns = [np.where(missing, mean[number], known)]
    if missing.any():
        columns.append(missing.astype(float))
    return np.column_stack(columns)


def _numbers(names: object) -> np.ndarray:
    values = np.asarray(names)
    if not len(values):
        return np.zeros(0, dtype=int)
    return np.unique(values.astype(str), return_inverse=True)[1]
