-- One row per person: sums of squares and products of mentored (d), the value before (x) and the
-- value (y), each less its mean in the cohort and period. Only cohorts and periods with both arms.
-- reads: check_lagged, exposure
with

centred as (

    select
        person_id,
        treated,
        treated - avg(cast(treated as double)) over (partition by g, t) as d,
        x - avg(x) over (partition by g, t) as x,
        y - avg(y) over (partition by g, t) as y,
        min(treated) over (partition by g, t) as least,
        max(treated) over (partition by g, t) as most
    from check_lagged

)

select
    centred.person_id,
    max(exposure.cluster_id) as cluster_id,
    sum(centred.d * centred.d) as dd,
    sum(centred.d * centred.x) as dx,
    sum(centred.x * centred.x) as xx,
    sum(centred.d * centred.y) as dy,
    sum(centred.x * centred.y) as xy,
    sum(cast(centred.treated as double)) as weight1
from centred
left join exposure on exposure.person_id = centred.person_id
where centred.least = 0 and centred.most = 1
group by centred.person_id
order by centred.person_id
