"""How soon people move within the company to other work.

The figure is the months in the same kind of work in the first 24 (and 12) after pairing. Mentees
are compared with comparable colleagues who were not mentored at that moment.

A move is the first step, after time zero, to another job family or department within the same
employment spell. A step back to a former one is a move too. It counts in the month in which it
takes effect. Being rehired elsewhere in the company does not count. Moving on is good where
mentoring should help people find work that fits them. It is a loss to the department they
leave. The figure says how often people move, not for whom that is good.

People who leave the company are followed until they leave. The metric does not see a change of
tasks within a job family, nor whether the person wanted the move. If a department or job family
is renamed, everyone in it seems to move: use one name for both in the files. People are matched
on department and job level, not on job family. If mentees come from a job family whose people
move more often, part of the difference is due to that. The chart of moves compares people
within one kind of work.
"""

from metrics.catalog import Metric

METRIC = Metric(
    title="Internal moves",
    question="Do mentees move to other work within the company sooner?",
    shape="time to event",
    unit="months",
    good="neither",
    more="Mentees stay {amount} longer in the same kind of work",
    less="Mentees move to other work {amount} sooner",
    unclear="Not clear yet whether mentees move to other work sooner",
    figure="Still in the same kind of work",
    event="Moves",
    control="relocation",
    flow="job",
)
