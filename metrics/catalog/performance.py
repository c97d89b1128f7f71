"""The review score: how much more mentees' scores rise after pairing than those of people not
mentored yet.

Each person is compared with their own earlier reviews, leaving out the last one before pairing,
which is often low or high by luck and would rebound by itself. Scores exist only for those who
stay, and a manager who knows about the mentoring may score it too."""

from metrics.catalog import Metric

METRIC = Metric(
    title="Performance",
    question="Do mentees perform better?",
    shape="panel",
    unit="points",
    good="more",
    more="Mentees' review scores rise {amount} more than those of others",
    less="Mentees' review scores rise {amount} less than those of others",
    unclear="Whether mentees perform better is not clear yet",
    figure="Review score",
    digits=2,
)
