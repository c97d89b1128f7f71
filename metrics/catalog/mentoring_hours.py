"""Hours that mentors and mentees met, as a share of the hours they agreed on when they were paired.

Counts what is in the meetings table; a pairing without agreed hours is left out. Running pairings
count in full, so the share is below one while they run."""

from metrics.catalog import Metric

METRIC = Metric(
    title="Hours given",
    question="Are the agreed hours met?",
    shape="total",
    unit="hours",
    part="hours agreed on",
    digits=0,
)
