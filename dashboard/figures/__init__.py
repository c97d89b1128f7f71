"""Pure functions from released figures to plotly figures; none of them knows Streamlit."""

from dashboard.figures.bridge import Step, bridge
from dashboard.figures.corridor import Span, corridor
from dashboard.figures.distribution import distribution
from dashboard.figures.events import event_study
from dashboard.figures.flow import flow, named
from dashboard.figures.frontier import frontier
from dashboard.figures.groups import by_group
from dashboard.figures.interval import corrected_and_naive
from dashboard.figures.love import love_plot
from dashboard.figures.scores import Score, scores
from dashboard.figures.style import alt_text, plotly_config
from dashboard.figures.survival import survival_curves
from dashboard.figures.tornado import Bar, tornado
from dashboard.figures.totals import height, totals_by_key

__all__ = [
    "Bar",
    "Score",
    "Span",
    "Step",
    "alt_text",
    "bridge",
    "by_group",
    "corrected_and_naive",
    "corridor",
    "distribution",
    "event_study",
    "flow",
    "frontier",
    "height",
    "love_plot",
    "named",
    "plotly_config",
    "scores",
    "survival_curves",
    "tornado",
    "totals_by_key",
]
