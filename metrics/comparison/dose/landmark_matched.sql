-- One row per mentee of landmark_follow_up in a cell that holds both halves. The weight is 1 for
-- those who met more, and more / fewer for the others. A cell is made of the first n of department,
-- grade, score band, tenure band and the question's own keys together (dose_keys).
-- reads: dose_keys, landmark_follow_up
-- makes: landmark_matched
with

counted as (

    select
        landmark_follow_up.*,
        sum(more) over (
            partition by
                department,
                case when dose_keys.n > 1 then grade end,
                case when dose_keys.n > 2 then band end,
                case when dose_keys.n > 3 then tenure_band end,
                case when dose_keys.n > 4 then own_stratum end
        ) as n1,
        sum(1 - more) over (
            partition by
                department,
                case when dose_keys.n > 1 then grade end,
                case when dose_keys.n > 2 then band end,
                case when dose_keys.n > 3 then tenure_band end,
                case when dose_keys.n > 4 then own_stratum end
        ) as n0
    from landmark_follow_up
    cross join dose_keys

)

select
    person_id,
    cluster_id,
    more,
    u,
    event,
    case when more = 1 then cast(1 as double) else cast(n1 as double) / n0 end as weight
from counted
where n1 > 0 and n0 > 0
