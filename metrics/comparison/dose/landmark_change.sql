-- One row per mentee of landmark with a base and a value after day 90, up to period g+3, whose
-- cohort g holds both halves: the mean of those values less the base (change), and the weight. The
-- weight is 1 for those who met more, and more / fewer for the others of the same g.
-- reads: difference, dose_cut, landmark, landmark_period
-- makes: landmark_change
with

changed as (

    select
        landmark.person_id,
        landmark.cluster_id,
        case when landmark.minutes > dose_cut.minutes then 1 else 0 end as more,
        difference.g,
        avg(difference.dy) as change
    from landmark
    inner join landmark_period on landmark_period.person_id = landmark.person_id
    inner join difference
        on difference.person_id = landmark.person_id
        and difference.treated = 1
        and difference.t between difference.g and difference.g + 3
        and difference.t >= landmark_period.from_period
    cross join dose_cut
    group by
        landmark.person_id,
        landmark.cluster_id,
        case when landmark.minutes > dose_cut.minutes then 1 else 0 end,
        difference.g

),

counted as (

    select
        changed.*,
        sum(more) over (partition by g) as n1,
        sum(1 - more) over (partition by g) as n0
    from changed

)

select
    person_id,
    cluster_id,
    more,
    change,
    case when more = 1 then cast(1 as double) else cast(n1 as double) / n0 end as weight
from counted
where n1 > 0 and n0 > 0
