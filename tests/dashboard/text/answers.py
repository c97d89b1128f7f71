"""Released answers to write sentences about."""

from __future__ import annotations

from dataclasses import replace

from metrics.catalog import catalogue
from metrics.disclosure import ReleasedAnswer
from metrics.evaluate import Interval, NaiveComparison
from metrics.scope import Scope

METRICS = catalogue()


def answer(
    metric="retention", direction="more", low=1.0, middle=2.0, high=3.0, **changes
) -> ReleasedAnswer:
    interval = Interval(middle, low, high, 0.5, 30.0)
    made = ReleasedAnswer(
        metric=METRICS[metric],
        scope=Scope(),
        snapshot="s",
        direction=direction,
        estimate=interval,
        naive=NaiveComparison(interval, "Ever against never"),
        n_asked=50,
        n_mentees=40,
        n_controls=90,
        n_mentors=12,
        matched_share=0.95,
        needed=None,
        horizon=24,
        dropped={},
        checks=(),
        assumptions=(),
        tie_rule="",
        companions={},
        lines=None,
        events={},
        parts=(),
    )
    return replace(made, **changes)
