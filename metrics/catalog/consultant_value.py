"""Consultant equivalent: what a professional would have charged for the mentors' hours.

It is meeting minutes times the external rate of the category.

This is an avoided cost, and only where the company would really have bought the hours. It is a
second view of the same hours as retention and performance. It is therefore never added to the
return of those.
"""

from metrics.catalog import Metric

METRIC = Metric(
    title="Consultant equivalent",
    question="What would these hours have cost from a consultant?",
    shape="total",
    unit="euros",
    good="neither",
    digits=0,
)
