-- One row per pattern that is compared: its keys, fine and coarse, and the rows of mentees (n1) and
-- of the comparison group (n0).
-- reads: follow_up, matched
select
    matched.pattern,
    follow_up.department,
    follow_up.grade,
    min(follow_up.band) as band,
    min(follow_up.tenure_band) as tenure_band,
    follow_up.fine_band,
    follow_up.fine_tenure,
    follow_up.trial_year,
    follow_up.own_stratum,
    cast(sum(matched.arm) as double) as n1,
    cast(sum(1 - matched.arm) as double) as n0
from matched
inner join follow_up
    on follow_up.person_id = matched.person_id
    and follow_up.trial_month = matched.trial_month
group by matched.pattern, follow_up.department, follow_up.grade, follow_up.fine_band,
    follow_up.fine_tenure, follow_up.trial_year, follow_up.own_stratum
order by matched.pattern
