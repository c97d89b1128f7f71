"""Hours that mentors and mentees met, as a share of the hours agreed at pairing.

The metric counts what is in the meetings table; pairings without agreed hours are left out.
Running pairings count with all their agreed hours, so the share stays below 100 % while they
run.
"""

from metrics.catalog import Metric

METRIC = Metric(
    title="Mentoring hours",
    question="Are the agreed hours met?",
    shape="total",
    unit="hours",
    part="agreed hours",
    digits=0,
)
