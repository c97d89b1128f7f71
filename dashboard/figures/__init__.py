"""Pure functions from released figures to plotly figures; none of them knows Streamlit."""

from dashboard.figures.balance_plot import balance_plot
from dashboard.figures.bridge import Step, bridge
from dashboard.figures.distribution import distribution
from dashboard.figures.events import event_study
from dashboard.figures.frontier import frontier
from dashboard.figures.interval import corrected_and_naive
from dashboard.figures.moves import flow, named
from dashboard.figures.pay_range import Span, pay_range
from dashboard.figures.ranking import Score, scores
from dashboard.figures.style import alt_text, plotly_config
from dashboard.figures.subgroups import by_group
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
    "pay_range",
    "distribution",
    "event_study",
    "flow",
    "frontier",
    "height",
    "balance_plot",
    "named",
    "plotly_config",
    "scores",
    "survival_curves",
    "tornado",
    "totals_by_key",
]
