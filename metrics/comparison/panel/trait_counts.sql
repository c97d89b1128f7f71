-- One row per cohort, period from g on, arm, department, grade, tenure band and last value before
-- pairing (that of g-1, empty where there is none): the number of differences (n), their sum and
-- their sum of squares.
-- reads: difference, entrant, observed
with

person_trait as (

    select
        difference.g,
        difference.t,
        difference.treated,
        difference.dy,
        entrant.department,
        entrant.grade,
        case when entrant.tenure < 12 then 0
             when entrant.tenure < 24 then 1
             else 2 end as tenure_band,
        observed.value as last_value
    from difference
    inner join entrant
        on entrant.person_id = difference.person_id and entrant.entry = difference.g
    left join observed
        on observed.person_id = difference.person_id and observed.period = difference.g - 1
    where difference.t >= difference.g

)

select
    g,
    t,
    treated,
    department,
    grade,
    tenure_band,
    last_value,
    cast(count(*) as double) as n,
    sum(dy) as total,
    sum(dy * dy) as squares
from person_trait
group by g, t, treated, department, grade, tenure_band, last_value
order by g, t, treated, department, grade, tenure_band, last_value
