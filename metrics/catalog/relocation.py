"""A negative control: the first move to another company location in the same job.

The same job means the same department, job family and job level. A mentor gives no one a reason
for such a move. Local roots, a partner's work or plans to live elsewhere do, and they also affect
whether people stay or leave. If mentees and the comparison group differ here, they differ in
something that no column records. That may then explain part of the Retention result.

Of the outcomes in the tables, mentoring should affect this one least, while private reasons
affect both this and leaving. Dismissal, the end of a contract and promotion are among the aims
of mentoring. Retirement depends on age, which is not recorded, and is too rare among mentees;
so is death. A change of manager affects whole teams at once.

It is a bad control where mentoring itself leads to moves. Examples: a mentor who opens doors at
another site, a programme meant to bring sites together, a traineeship across sites. A site that
closed and took some teams along is another. In that case name a different control for
Retention: `control` in a metric of your own (see the README of the catalogue). This control
does not see reasons to stay that have nothing to do with location. Finding no difference here
therefore does not prove that there is none elsewhere. A move together with another job is not
counted; people who leave are followed until they leave.
"""

from metrics.catalog import Metric

METRIC = Metric(
    title="Move to another location",
    question="Do mentees move to another location less often?",
    shape="time to event",
    unit="months",
    good="neither",
    more="Mentees stay {amount} longer at the same location",
    less="Mentees move to another location {amount} sooner",
    unclear=(
        "No clear difference in how often mentees and the comparison group move to another location"
    ),
    figure="Still at the same location",
    event="Moves",
    only_control=True,
)
