-- One row per person: sums of squares and products of being paired (d), the last score (x) and the
-- scores before it (y), each less its mean in the matching cell. Only cells with both arms.
-- reads: exposure, score_history
with

centred as (

    select
        person_id,
        arm,
        arm - avg(cast(arm as double)) over (
            partition by department, grade, band, tenure_band, trial_year, own_stratum
        ) as d,
        x - avg(x) over (
            partition by department, grade, band, tenure_band, trial_year, own_stratum
        ) as x,
        y - avg(y) over (
            partition by department, grade, band, tenure_band, trial_year, own_stratum
        ) as y,
        min(arm) over (
            partition by department, grade, band, tenure_band, trial_year, own_stratum
        ) as least,
        max(arm) over (
            partition by department, grade, band, tenure_band, trial_year, own_stratum
        ) as most
    from score_history

)

select
    centred.person_id,
    max(exposure.cluster_id) as cluster_id,
    sum(centred.d * centred.d) as dd,
    sum(centred.d * centred.x) as dx,
    sum(centred.x * centred.x) as xx,
    sum(centred.d * centred.y) as dy,
    sum(centred.x * centred.y) as xy,
    sum(cast(centred.arm as double)) as weight1,
    sum(cast(1 - centred.arm as double)) as weight0
from centred
left join exposure on exposure.person_id = centred.person_id
where centred.least = 0 and centred.most = 1
group by centred.person_id
order by centred.person_id
