"""How long people wait for a promotion.

The figure is the months without a step to a higher job level in the first 24 (and 12) after
pairing. Mentees are compared with comparable colleagues who were not mentored at that moment.
Fewer months are better.

A promotion is the first step, after time zero, above every job level held before in the same
employment spell. A return to a former level does not count, nor does the level at hiring or
rehiring. A step counts in the month in which it takes effect. "grades" in company.toml lists
the job levels from low to high. Without that list, the median full-time pay of each level
decides, and a level without pay is not seen.

People who leave are followed until they leave, as if they had waited as long as those who
stayed. If people leave because they were passed over, promotions look sooner than they are. The
metric does not see higher pay or heavier work within a job level. It also misses a title
without a level, and two levels of one rank. A temporary level counts as a promotion; the
permanent one after it does not. Those who decide on promotions often know who is mentored, and
the same promise may lead to both. Matching uses the last score, not what a manager had in mind.
"""

from metrics.catalog import Metric

METRIC = Metric(
    title="Promotion",
    question="Are mentees promoted sooner?",
    shape="time to event",
    unit="months",
    good="fewer",
    more="Mentees wait {amount} longer for a promotion",
    less="Mentees are promoted {amount} sooner",
    unclear="Not clear yet whether mentees are promoted sooner",
    figure="Not promoted yet",
    event="Promotions",
    control="relocation",
    flow="grade",
)
