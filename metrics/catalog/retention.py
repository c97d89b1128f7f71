"""How long people stay: months employed in the first 24 (and 12) after pairing, compared with alike
people who were not mentored at that moment.

Every exit counts, whatever its reason. It does not see why somebody left, and it cannot correct for
a reason to be chosen as a mentee that no column records."""

from metrics.catalog import Metric

METRIC = Metric(
    title="Retention",
    question="Do mentees stay longer?",
    shape="time to event",
    unit="months",
    good="more",
    more="Mentees stay {amount} longer in their first two years",
    less="Mentees stay {amount} shorter in their first two years",
    unclear="Whether mentees stay longer is not clear yet",
    figure="Still employed",
    event="Exits",
    control="relocation",
)
