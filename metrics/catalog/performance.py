"""How much more mentees' review scores rise after pairing than those of people not mentored yet.

Each person is compared with their own earlier reviews. The last two before pairing are not among
these, because they are often low or high by chance where people are chosen by them (regression to
the mean); they are allowed for separately. Only people who stay have scores. A manager who knows
about the mentoring may let that affect the score.
"""

from metrics.catalog import Metric

METRIC = Metric(
    title="Performance",
    question="Do mentees perform better?",
    shape="panel",
    unit="points",
    good="more",
    more="Mentees' review scores rise {amount} more than in the comparison group",
    less="Mentees' review scores rise {amount} less than in the comparison group",
    unclear="Not clear yet whether mentees perform better",
    figure="Review score",
    digits=2,
)
