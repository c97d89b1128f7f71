"""How long people stay: months employed in the first 24 (and 12) after pairing.

Mentees are compared with comparable colleagues who were not mentored at that moment.

Every exit counts, whatever its reason. The metric does not see why someone left. It cannot
correct for a reason to be chosen as a mentee that no column records.
"""

from metrics.catalog import Metric

METRIC = Metric(
    title="Retention",
    question="Do mentees stay longer?",
    shape="time to event",
    unit="months",
    good="more",
    more="Mentees stay {amount} longer in their first two years",
    less="Mentees leave {amount} sooner in their first two years",
    unclear="Not clear yet whether mentees stay longer",
    figure="Still employed",
    event="Exits",
    control="relocation",
)
