"""Who is compared with whom: target trials for time to event, cohorts with a base for panels.

The README of this folder has the definitions. Functions here only run the SQL steps, in order, in a
session that already holds `metric_rows`; small tables come out for the inference.
"""

from metrics.comparison.steps import (
    ADOPTER,
    ESTIMATES,
    form_trials,
    keep_matched,
    panel_cells,
    panel_influence,
    pattern_others,
    set_role,
    set_scope,
    trial_counts,
    trial_events,
    trial_influence,
    trial_patterns,
    values_of,
)

__all__ = [
    "ADOPTER",
    "ESTIMATES",
    "form_trials",
    "keep_matched",
    "panel_cells",
    "panel_influence",
    "pattern_others",
    "set_role",
    "set_scope",
    "trial_counts",
    "trial_events",
    "trial_influence",
    "trial_patterns",
    "values_of",
]
