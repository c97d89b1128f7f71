"""A negative control: the first move to another location of the company in the same job
(department, job family and grade stay). A mentor gives nobody a reason for such a move. Being
rooted, a partner's work or plans to go elsewhere do, and they also make people stay or leave. So if
mentees and others differ here, they differ in something that no column records, and that may be
part of what Retention shows.

Of the outcomes that the tables hold it is the one that mentoring should move least while private
reasons move both. Dismissal, the end of a contract and promotion are among the aims of mentoring.
Retirement hangs on age, which is not recorded, and is too rare among mentees; so is death. A change
of manager happens to whole teams at once.

It is a bad control where mentoring itself leads to moves: a mentor elsewhere who opens doors there,
a programme that is meant to bring sites together, a traineeship along the sites, or a site that was
closed and took some teams along. Then name another in retention's place: `control` in a metric of
your own, see the README of the catalogue. It does not see reasons to stay that have nothing to do
with a place, so finding no difference here does not prove that there is none elsewhere. A move
together with another job is not counted; who leaves is followed until then."""

from metrics.catalog import Metric

METRIC = Metric(
    title="Move to another location",
    question="Do mentees move to another location less often?",
    shape="time to event",
    unit="months",
    good="neither",
    more="Mentees work {amount} longer at the same location",
    less="Mentees work {amount} shorter at the same location",
    unclear="Mentees and others move to another location alike, as far as can be told",
    figure="Still at the same location",
    event="Moves",
    only_control=True,
)
