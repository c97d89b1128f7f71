"""Who is compared with whom: target trials for time to event, cohorts with a base for panels.

The definitions stand in this folder's README. Functions here only run the SQL steps, in order, in a
session that already holds `metric_rows`; what comes out are small tables for the inference.
"""

from metrics.comparison.steps import (
    ask_about,
    date_pairings,
    form_trials,
    leave_out_mentored,
    look_from,
    panel_cells,
    panel_influence,
    trial_counts,
    trial_events,
    trial_influence,
    values_of,
)

__all__ = [
    "ask_about",
    "date_pairings",
    "form_trials",
    "leave_out_mentored",
    "look_from",
    "panel_cells",
    "panel_influence",
    "trial_counts",
    "trial_events",
    "trial_influence",
    "values_of",
]
