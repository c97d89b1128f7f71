"""The page of any metric, by its shape."""

from __future__ import annotations

from dashboard import queries
from dashboard.session.page_context import PageContext
from dashboard.views.empty_states import show_fault, show_missing
from dashboard.views.metric.by_shape import show_panel, show_time_to_event, show_total
from metrics.catalog import Metric, MetricError

SHAPES = {"time to event": show_time_to_event, "panel": show_panel, "total": show_total}


def show(context: PageContext, metric: Metric) -> None:
    """Show the metric by its shape, which tables to load, or why it cannot be calculated."""
    if tables := queries.missing_tables(context.company, metric.name):
        show_missing(context, metric, tables)
        return
    try:
        SHAPES[metric.shape](context, metric)
    except MetricError as error:
        show_fault(context, context.locale(metric.title), error.message(context.locale))
