"""Everything that is measured of one simulated company."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from tests.calibration.groups import group_rows
from tests.calibration.money import return_row
from tests.calibration.product_looks import Look, looks_at
from tests.calibration.run import METRICS, PERFORMANCE, RETENTION, SEED, Product, Row, answered

LOOKED_AT = 40  # companies, seven seconds each
LOOKS = {
    "last look: interval": lambda looks: looks[-1].both[0].excludes_zero,
    "any look: interval": lambda looks: any(look.both[0].excludes_zero for look in looks),
    "any look: sequence": lambda looks: any(look.both[1].excludes_zero for look in looks),
}


def company_rows(product: Product, name: str, number: int, seed: int = SEED) -> list[Row]:
    """Every row of company `number` of the scenario."""
    drawn = product.load(name, number, seed)
    known = {metric: answered(product, drawn, metric) for metric in METRICS}
    rows = [row for one in known.values() for row in one.rows]
    if drawn.judged:
        paid = return_row(product, drawn, known[RETENTION], known[PERFORMANCE])
        rows += [paid] if paid else []
        if drawn.scenario.groups:
            rows += group_rows(product, drawn, known)
        if drawn.scenario.looked_at and number < LOOKED_AT:
            rows += _look_rows(name, number)
    return rows


def _look_rows(name: str, number: int) -> Iterator[Row]:
    """Whether zero was excluded at some of twelve looks; a metric that never had an answer is left
    out."""
    by_metric: dict[str, list[Look]] = defaultdict(list)
    for look in looks_at(name, number):
        by_metric[look.metric].append(look)
    for metric, looks in by_metric.items():
        if any(np.isfinite(look.low) for look in looks):
            for figure, alarm in LOOKS.items():
                yield Row(name, number, metric, figure, truth=0.0, sure=bool(alarm(looks)))
