"""Pure functions from released figures to plotly figures; none of them knows Streamlit."""

from dashboard.figures.balance_plot import balance_plot
from dashboard.figures.bridge import BridgeStep, bridge_chart, bridge_steps
from dashboard.figures.corrected_and_naive import corrected_and_naive
from dashboard.figures.event_study import event_study
from dashboard.figures.forest_plot import forest_plot
from dashboard.figures.frontier import frontier_chart
from dashboard.figures.moves import move_label, moves_chart
from dashboard.figures.pay_range import PayRangeRow, pay_range_chart
from dashboard.figures.plan_ranges import plan_ranges
from dashboard.figures.ranking import RankingBar, ranking_chart
from dashboard.figures.style import alt_text, plotly_config
from dashboard.figures.survival import survival_curves
from dashboard.figures.tornado import TornadoRow, tornado_chart, tornado_rows
from dashboard.figures.totals import part_value, totals_by_key

__all__ = [
    "TornadoRow",
    "RankingBar",
    "PayRangeRow",
    "BridgeStep",
    "alt_text",
    "bridge_chart",
    "bridge_steps",
    "forest_plot",
    "corrected_and_naive",
    "pay_range_chart",
    "plan_ranges",
    "event_study",
    "moves_chart",
    "frontier_chart",
    "part_value",
    "balance_plot",
    "move_label",
    "plotly_config",
    "ranking_chart",
    "survival_curves",
    "tornado_rows",
    "tornado_chart",
    "totals_by_key",
]
