"""From estimates beside their truth to a table: bias, spread, coverage, false alarms, and which
bars are met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tests.calibration.company import Scenario
from tests.calibration.run import Record
from tests.calibration.scenarios import SCENARIOS

Z = 1.96
BAR_COVERAGE, BAR_FALSE_ALARMS, BAR_POINTS = (0.93, 0.97), 0.07, 0.02
HEAD = (
    "scenario",
    "estimator",
    "sets",
    "told",
    "truth",
    "bias",
    "RMSE",
    "SD",
    "mean SE",
    "coverage",
    "rejects 0",
    "bars",
)


@dataclass(frozen=True)
class Figure:
    """A number of the simulation with its Monte-Carlo standard error and 95 % interval."""

    value: float
    error: float
    low: float
    high: float


@dataclass(frozen=True)
class Performance:
    """How an estimator did in `sets` companies of a scenario; all but `told` is about those with an
    answer."""

    scenario: Scenario
    metric: str
    estimator: str
    sets: int
    told: Figure
    truth: float
    bias: Figure
    rmse: Figure
    sd: Figure
    mean_se: Figure
    coverage: Figure
    rejects_zero: Figure

    @property
    def failed(self) -> tuple[str, ...]:
        """The bars that the Monte-Carlo interval excludes."""
        bar = self.scenario.bar_months if self.metric == "retention" else BAR_POINTS
        missed = {
            "bias": self.bias.low > bar or self.bias.high < -bar,
            "coverage": self.coverage.high < BAR_COVERAGE[0] or self.coverage.low > BAR_COVERAGE[1],
            "false alarms": self.scenario.no_effect and self.rejects_zero.low > BAR_FALSE_ALARMS,
        }
        return tuple(name for name, so in missed.items() if so)

    @property
    def judged(self) -> str:
        """Pass, or which bars fail; a dash where there is no bar: other estimators, reported
        scenarios."""
        if self.estimator != "headline" or self.scenario.reported:
            return "–"
        return "FAIL: " + ", ".join(self.failed) if self.failed else "pass"


def summarise(records: Sequence[Record]) -> list[Performance]:
    """One entry per metric, scenario and estimator with two answers or more, in the order of the
    scenarios."""
    groups: dict[tuple[str, str, str], list[Record]] = {}
    for record in records:
        groups.setdefault((record.metric, record.scenario, record.estimator), []).append(record)
    order = {name: place for place, name in enumerate(SCENARIOS)}
    known = sorted((key for key in groups if key[1] in order), key=lambda key: order[key[1]])
    told = {key: np.isfinite([record.estimate for record in groups[key]]).sum() for key in known}
    return [_performance(key, groups[key]) for key in known if told[key] > 1]


def _performance(key: tuple[str, str, str], records: Sequence[Record]) -> Performance:
    metric, scenario, estimator = key
    numbers = np.array([(r.truth, r.estimate, r.low, r.high, r.se) for r in records])
    truth, estimate, low, high, se = numbers[~np.isnan(numbers[:, 1])].T
    error, n = estimate - truth, len(estimate)
    rmse, sd = float(np.sqrt(np.mean(error**2))), float(np.std(error, ddof=1))
    return Performance(
        SCENARIOS[scenario], metric, estimator, len(records),
        told=_share(n, len(records)),
        truth=float(truth.mean()),
        bias=_figure(error.mean(), sd / np.sqrt(n)),
        rmse=_figure(rmse, np.std(error**2, ddof=1) / np.sqrt(n) / 2 / rmse),
        sd=_figure(sd, sd / np.sqrt(2 * (n - 1))),
        mean_se=_figure(se.mean(), np.std(se, ddof=1) / np.sqrt(n)),
        coverage=_share(int(np.sum((low <= truth) & (truth <= high))), n),
        rejects_zero=_share(int(np.sum((low > 0) | (high < 0))), n),
    )  # fmt: skip


def _figure(value: float, error: float) -> Figure:
    return Figure(float(value), float(error), float(value - Z * error), float(value + Z * error))


def _share(k: int, n: int) -> Figure:
    """A share with Wilson's interval."""
    share = k / n
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z * np.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    return Figure(
        share, float(np.sqrt(share * (1 - share) / n)), float(middle - half), float(middle + half)
    )


def table(results: Sequence[Performance], metric: str) -> str:
    """The results of one metric as a Markdown table; Monte-Carlo standard errors stand after each
    number.

    What would be told without thresholds is left out where the product always told.
    """
    always = {
        one.scenario.name
        for one in results
        if one.metric == metric and one.estimator == "headline" and one.told.value == 1
    }
    shown = [
        one
        for one in results
        if one.metric == metric
        and not (one.estimator == "headline, told or not" and one.scenario.name in always)
    ]
    rows = [HEAD, tuple("---" for _ in HEAD), *map(_row, shown)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _row(one: Performance) -> tuple[str, ...]:
    signed = f"{one.bias.value:+.3f} ± {one.bias.error:.3f}"
    others = (one.rmse, one.sd, one.mean_se, one.coverage, one.rejects_zero)
    plain = (f"{figure.value:.3f} ± {figure.error:.3f}" for figure in others)
    told, truth = f"{one.told.value:.2f} ± {one.told.error:.2f}", f"{one.truth:.3f}"
    return (
        one.scenario.name,
        one.estimator,
        str(one.sets),
        told,
        truth,
        signed,
        *plain,
        one.judged,
    )
