-- One row per pairing, from the mentee's side: who is being mentored (in the place of the mentor), and in which months.
select
    pairing_id,
    mentee_id as mentor_id,
    mentor_id as mentee_id,
    category,
    agreed_hours,
    from_month,
    to_month,
    meetings,
    minutes
from pairing_summary
