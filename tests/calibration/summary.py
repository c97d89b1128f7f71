"""From figures beside their truth to lines: bias, spread, coverage, false alarms, verdicts, and which
bars are met."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from metrics.evaluate import HOLDS
from tests.calibration.people import Scenario
from tests.calibration.run import HEADLINE, PERFORMANCE, RETENTION, Row
from tests.calibration.scenarios import SCENARIOS

Z = 1.96
BAR_BIAS = {RETENTION: 0.15, PERFORMANCE: 0.02}
BAR_COVERAGE, BAR_FALSE_ALARMS, BAR_DOUBT, BAR_LOOKS = (0.93, 0.97), 0.07, 0.90, 0.05
SEQUENCE = "any look: sequence"
BAR_FIGURES = (HEADLINE, "Holm: all groups", "per euro", "shrunk: a group")
"""The figures with a bar; of others the table only reports."""


@dataclass(frozen=True)
class Figure:
    """A number of the simulation with its Monte-Carlo standard error and 95 % interval."""

    value: float
    error: float
    low: float
    high: float

    def __format__(self, spec: str) -> str:
        """The number and its error, "–" where nothing is known."""
        if not np.isfinite(self.value):
            return "–"
        error = f"{self.error:{spec.lstrip('+')}}" if np.isfinite(self.error) else "?"
        return f"{self.value:{spec}} ± {error}"


UNKNOWN = Figure(*[float("nan")] * 4)


@dataclass(frozen=True)
class Line:
    """How a figure did in `companies` companies of a scenario; all but `told` is about those with an
    answer.

    `words` counts the verdicts given; `wrong` are the verdicts where the answer was sure and did
    not hold the truth, `doubted` the share of them that is not "holds"."""

    scenario: Scenario
    quantity: str
    figure: str
    companies: int
    told: Figure
    truth: float
    bias: Figure
    sd: float
    half_width: float
    coverage: Figure
    sure: Figure
    words: dict[str, int]
    wrong: int
    doubted: Figure

    @property
    def has_bar(self) -> bool:
        """Whether its estimates are judged."""
        return self.figure in BAR_FIGURES and not self.scenario.reported

    @property
    def failed(self) -> tuple[str, ...]:
        """The bars that the Monte-Carlo interval excludes."""
        missed = {}
        if self.has_bar:
            missed = {
                "bias": self._biased(),
                "coverage": self._covers_wrongly(),
                "false alarms": self.scenario.no_effect and self.sure.low > BAR_FALSE_ALARMS,
            }
        if self.figure == HEADLINE and self.scenario.doubtful and self.quantity == RETENTION:
            missed["verdict"] = self.doubted.high < BAR_DOUBT
        if self.figure == SEQUENCE:
            missed["false alarms"] = self.sure.low > BAR_LOOKS
        return tuple(name for name, so in missed.items() if so)

    @property
    def judged(self) -> str:
        """Pass, or which bars fail; a dash where there is no bar."""
        bars = self.has_bar or self.figure == SEQUENCE
        doubt = self.figure == HEADLINE and self.scenario.doubtful and self.quantity == RETENTION
        if not (bars or doubt):
            return "–"
        return "FAIL: " + ", ".join(self.failed) if self.failed else "pass"

    def _biased(self) -> bool:
        if self.figure != HEADLINE:  # of euros and of groups only the coverage has a bar
            return False
        bar = BAR_BIAS[self.quantity]
        return self.bias.low > bar or self.bias.high < -bar

    def _covers_wrongly(self) -> bool:
        if self.figure == "Holm: all groups":  # it promises few false alarms, not coverage of all
            return False
        least, most = BAR_COVERAGE
        return self.coverage.high < least or self.coverage.low > most


def summarise(rows: Iterable[Row]) -> list[Line]:
    """One line per quantity, figure and scenario, the scenarios in their order."""
    by_key: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        by_key.setdefault((row.quantity, row.figure, row.scenario), []).append(row)
    order = {name: place for place, name in enumerate(SCENARIOS)}
    keys = sorted((key for key in by_key if key[2] in order), key=lambda key: order[key[2]])
    return [line(by_key[key]) for key in keys]


def line(rows: Sequence[Row]) -> Line:
    """The line of one figure in one scenario; companies with several rows count once each."""
    told = [row for row in rows if np.isfinite(row.estimate)]
    alarms = told or rows  # looks have alarms only
    judged = [row for row in rows if row.word]
    wrong = [row for row in judged if row.wrongly_sure]
    covers = [row for row in told if np.isfinite(row.low) and np.isfinite(row.truth)]
    errors = _means(told, lambda row: row.estimate - row.truth)
    first = rows[0]
    return Line(
        scenario=SCENARIOS[first.scenario],
        quantity=first.quantity,
        figure=first.figure,
        companies=len({row.number for row in rows}),
        told=share(len(told), len(rows)),
        truth=float(np.nanmean([row.truth for row in told])) if covers else float("nan"),
        bias=mean(errors),
        sd=float(np.std(errors, ddof=1)) if len(errors) > 1 else float("nan"),
        half_width=float(np.mean([row.high - row.low for row in covers])) / 2
        if covers
        else float("nan"),
        coverage=_share_of(covers, lambda row: row.low <= row.truth <= row.high),
        sure=_share_of(alarms, lambda row: row.sure),
        words={
            word: sum(row.word == word for row in judged)
            for word in sorted({row.word for row in judged})
        },
        wrong=len(wrong),
        doubted=share(sum(row.word != HOLDS for row in wrong), len(wrong)),
    )


def mean(values: np.ndarray) -> Figure:
    """A mean with its Monte-Carlo error; of one value the error is not known."""
    if not len(values):
        return UNKNOWN
    value = float(np.mean(values))
    if len(values) == 1:
        return Figure(value, float("nan"), -np.inf, np.inf)
    error = float(np.std(values, ddof=1) / np.sqrt(len(values)))
    half = float(stdtrit(len(values) - 1, 0.975)) * error
    return Figure(value, error, value - half, value + half)


def share(k: float, n: int) -> Figure:
    """A share with Wilson's interval."""
    if not n:
        return UNKNOWN
    value = k / n
    middle = (value + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z * np.sqrt(value * (1 - value) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    error = float(np.sqrt(value * (1 - value) / n))
    return Figure(float(value), error, float(middle - half), float(middle + half))


def _share_of(rows: Sequence[Row], so: Callable[[Row], bool]) -> Figure:
    """The share of rows; the rows of one company are not independent, so companies are counted."""
    means = _means(rows, lambda row: float(so(row)))
    found = share(float(np.sum(means)), len(means))
    if len(means) == len(rows) or len(means) < 2:
        return found
    by_company = mean(means)
    return by_company if by_company.error else found


def _means(rows: Sequence[Row], of: Callable[[Row], float]) -> np.ndarray:
    """The mean per company."""
    by_company: dict[int, list[float]] = {}
    for row in rows:
        by_company.setdefault(row.number, []).append(of(row))
    found = np.array([np.mean(values) for values in by_company.values()], dtype=float)
    return found[np.isfinite(found)]
