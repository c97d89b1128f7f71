"""What a professional would have charged for the mentors' hours: minutes met times the outside rate
of the category.

An avoided cost, and only where the company would really have bought the hours. It is a second view
of the same hours as retention and performance, so it is never added to what those returned."""

from metrics.catalog import Metric

METRIC = Metric(
    title="From outside it costs",
    question="What would these hours have cost from a consultant?",
    shape="total",
    unit="euros",
    good="neither",
    digits=0,
)
