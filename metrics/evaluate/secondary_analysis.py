"""The form of a secondary analysis: a question that accompanies the headline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from metrics.inference.interval import Interval


@dataclass(frozen=True)
class SecondaryAnalysis:
    """One question beyond the headline, about a part of the company or another comparison.

    `title` asks it, `means` says how to read the answer; both are sentence keys, filled in from
    `values`. `estimate` is in `unit` and None where it cannot be estimated: `values["reason"]` (a
    sentence key) then says why. `n_mentees` and `n_others` are the people behind it (for mentors:
    mentors and others; for dose-response: many hours and few). `weaker` marks a comparison that
    corrects for less than the headline does.
    """

    name: str
    title: str
    estimate: Interval | None
    unit: str
    means: str
    n_mentees: int
    n_others: int
    weaker: bool = False
    values: Mapping[str, object] = field(default_factory=dict)
