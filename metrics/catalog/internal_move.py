"""How soon people move on within the company: months in the same kind of work in the first 24 (and
12) after pairing, compared with alike people who were not mentored at that moment.

A move is the first step, after time zero, to another job family or another department within the
same employment; a step back to a former one is a move too. It counts in the month of the day from
which it holds. Being hired again elsewhere in the company is none. Moving on is good where
mentoring is meant to help people find the work that fits them, and a loss to the department that
they leave: the figure says how often, not for whom it is good.

Who leaves the company is followed until then. It does not see a change of tasks within a job
family, nor whether somebody wanted the move. Where a department or a job family gets another name,
everybody in it seems to move: give both the same name in the files. People are matched on
department and grade, not on job family: where mentees are chosen from a job family whose people
move more often, part of the difference is that; the picture of the moves compares within one kind
of work."""

from metrics.catalog import Metric

METRIC = Metric(
    title="Internal moves",
    question="Do mentees move on to other work within the company sooner?",
    shape="time to event",
    unit="months",
    good="neither",
    more="Mentees stay {amount} longer in the same kind of work",
    less="Mentees move on to other work {amount} sooner",
    unclear="Whether mentees move on to other work sooner is not clear yet",
    figure="Still in the same kind of work",
    event="Moves",
    control="relocation",
    flow="job",
)
