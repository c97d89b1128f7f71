-- One row per cohort, period and arm of the headline: the number of differences, and their mean
-- without the highest (low) and without the lowest (high) part. Only the arm named in check_trim is
-- trimmed; in the other both are the plain mean.
-- reads: check_trim, difference
with

ranked as (

    select
        difference.g,
        difference.t,
        difference.treated,
        difference.dy,
        row_number() over (
            partition by difference.g, difference.t, difference.treated
            order by difference.dy, difference.person_id
        ) as nth,
        count(*) over (partition by difference.g, difference.t, difference.treated) as n,
        case when difference.treated = check_trim.treated then 1 - check_trim.share
            else 1 end as kept
    from difference
    cross join check_trim
    where difference.t >= difference.g

),

weighed as (

    select
        ranked.*,
        case when nth <= n * kept then 1
             when nth - 1 < n * kept then n * kept - (nth - 1)
             else 0 end as lowest,
        case when n + 1 - nth <= n * kept then 1
             when n - nth < n * kept then n * kept - (n - nth)
             else 0 end as highest
    from ranked

)

select
    g,
    t,
    treated,
    cast(count(*) as double) as n,
    cast(sum(lowest * dy) as double) / nullif(sum(lowest), 0) as low,
    cast(sum(highest * dy) as double) / nullif(sum(highest), 0) as high
from weighed
group by g, t, treated
order by g, t, treated
