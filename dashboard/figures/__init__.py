"""Charts: pure functions from released figures to plotly figures, one module per kind of chart.

None of them knows Streamlit. Each figure carries an alt text that says in words what it shows.
"""

from dashboard.figures.balance_plot import balance_plot
from dashboard.figures.bridge import BridgeStep, bridge_chart, bridge_steps, step_spans
from dashboard.figures.corrected_and_naive import corrected_and_naive
from dashboard.figures.event_study import event_study
from dashboard.figures.forest_plot import forest_plot
from dashboard.figures.frontier import frontier_chart
from dashboard.figures.funnel_plot import funnel_plot
from dashboard.figures.mentor_capacity import mentor_capacity
from dashboard.figures.moves import move_label, moves_chart
from dashboard.figures.pay_range import PayRangeRow, pay_range_chart
from dashboard.figures.plan_ranges import plan_ranges
from dashboard.figures.ranking import RankingBar, ranking_chart
from dashboard.figures.score_funnel import score_funnel
from dashboard.figures.style import alt_text, plotly_config
from dashboard.figures.survival import survival_curves
from dashboard.figures.tornado import TornadoRow, tornado_chart, tornado_rows
from dashboard.figures.totals import part_value, totals_by_key

__all__ = [
    "BridgeStep",
    "PayRangeRow",
    "RankingBar",
    "TornadoRow",
    "alt_text",
    "balance_plot",
    "bridge_chart",
    "bridge_steps",
    "corrected_and_naive",
    "event_study",
    "forest_plot",
    "frontier_chart",
    "funnel_plot",
    "mentor_capacity",
    "move_label",
    "moves_chart",
    "part_value",
    "pay_range_chart",
    "plan_ranges",
    "plotly_config",
    "ranking_chart",
    "score_funnel",
    "step_spans",
    "survival_curves",
    "tornado_chart",
    "tornado_rows",
    "totals_by_key",
]
