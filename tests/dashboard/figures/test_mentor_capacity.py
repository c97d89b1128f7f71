"""The chart of mentor capacity: what mentors can give against what pairings need."""

from __future__ import annotations

import re

from dashboard.figures import alt_text, mentor_capacity
from dashboard.figures.mentor_capacity import ALT
from metrics.disclosure.released_mentors import ReleasedMonth
from tests.dashboard.reading import EN, says


def test_the_chart_shows_hours_needed_against_capacity_and_hides_small_groups():
    months = [
        ReleasedMonth(2025 * 12 + 11, 40.0, 20.0, 10.0),
        ReleasedMonth(2026 * 12, 40.0, None, None),
    ]
    figure = mentor_capacity(months, EN)
    running, planned, capacity = figure.data
    assert list(running.x) == ["2025-12-01", "2026-01-01"]
    assert (list(running.y), list(planned.y), list(capacity.y)) == (
        [20.0, None],
        [10.0, None],
        [40.0, 40.0],
    )
    assert list(figure.layout.xaxis.range) == ["2025-11-16", "2026-01-16"]
    alt = alt_text(figure)
    assert says(alt, ALT, able="40") and re.search("2025-12: 30 ", alt)
    hidden = mentor_capacity([ReleasedMonth(2026 * 12, None, None, None)], EN)
    assert not re.search(r"\d", alt_text(hidden))
