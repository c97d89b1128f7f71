"""Pure functions from released figures to plotly figures; none of them knows Streamlit."""

from dashboard.figures.events import event_study
from dashboard.figures.groups import by_group
from dashboard.figures.interval import corrected_and_naive
from dashboard.figures.love import love_plot
from dashboard.figures.style import alt_text, plotly_config
from dashboard.figures.survival import survival_curves
from dashboard.figures.totals import height, totals_by_key

__all__ = [
    "alt_text",
    "by_group",
    "corrected_and_naive",
    "event_study",
    "height",
    "love_plot",
    "plotly_config",
    "survival_curves",
    "totals_by_key",
]
