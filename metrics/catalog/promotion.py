"""How long people wait for a promotion: months without a step to a higher grade in the first 24
(and 12) after pairing, compared with alike people who were not mentored at that moment. Fewer
months are better.

A promotion is the first step, after time zero, to a grade above every grade that the person had
before in the same employment. So a return to a former grade is none, nor is the grade in which
somebody is hired or hired again; a step counts in the month of the day from which it holds. Which
grade is higher is what "grades" in company.toml says, from low to high; without it the median
full-time pay of each grade decides, and a grade without pay is not seen.

Who leaves is followed until then, as if those who went had waited as long as those who stayed:
where people leave because they were passed over, promotions look sooner than they are. It does not
see rises in pay or in weight of the work within a grade, a title without a grade, or two grades of
one rank; a temporary grade counts as a promotion and the lasting one after it does not. Who decides
on promotions often knows who is mentored, and the same promise may lead to both: cells hold the
last score, not what a manager had in mind."""

from metrics.catalog import Metric

METRIC = Metric(
    title="Promotion",
    question="Are mentees promoted sooner?",
    shape="time to event",
    unit="months",
    good="fewer",
    more="Mentees wait {amount} longer for a promotion",
    less="Mentees are promoted {amount} sooner",
    unclear="Whether mentees are promoted sooner is not clear yet",
    figure="Not promoted yet",
    event="Promotions",
    control="relocation",
    flow="grade",
)
