"""The page of any metric, by its shape."""

from __future__ import annotations

from dashboard import data
from dashboard.views import panel, time_to_event, total
from dashboard.views.fault import show_fault
from dashboard.views.nothing import show_missing
from dashboard.visit import Visit
from metrics.catalog import Metric, MetricError

SHAPES = {"time to event": time_to_event.show, "panel": panel.show, "total": total.show}


def show(visit: Visit, metric: Metric) -> None:
    """The page; what to load where tables are missing, and the sentence of a metric that cannot be
    computed.
    """
    if tables := data.missing(visit.snapshot, metric):
        show_missing(visit, metric, tables)
        return
    try:
        SHAPES[metric.shape](visit, metric)
    except MetricError as error:
        show_fault(visit, visit.words(metric.title), str(error))
