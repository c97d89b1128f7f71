-- One row per pairing whose mentor is known, with the mentor in the place of the mentee. The mentor stands in their own
-- place too, because there it names the cluster: what mentees of one mentor share is the mentor, but nobody treats a
-- mentor, so that each is a cluster of their own.
select
    pairing_id,
    mentor_id as mentee_id,
    mentor_id,
    category,
    goal_group,
    start_date
from pairings
where mentor_id is not null
