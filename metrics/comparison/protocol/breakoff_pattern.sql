-- One row per pattern of months in which a pairing could break off: its keys, the months in which
-- it went on, and those in which it broke off for each reason.
-- reads: breakoff_month
select
    pattern,
    department,
    grade,
    fine_band,
    fine_tenure,
    own_stratum,
    quarter,
    cast(sum(case when ended_by = '' then 1 else 0 end) as double) as went_on,
    cast(sum(case when ended_by = 'no_click' then 1 else 0 end) as double) as no_click,
    cast(sum(case when ended_by = 'too_busy' then 1 else 0 end) as double) as too_busy,
    cast(sum(case when ended_by = 'mentor_left' then 1 else 0 end) as double) as mentor_left,
    cast(sum(case when ended_by = 'other' then 1 else 0 end) as double) as other
from breakoff_month
group by pattern, department, grade, fine_band, fine_tenure, own_stratum, quarter
order by pattern
