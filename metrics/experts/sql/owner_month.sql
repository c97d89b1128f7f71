-- One row per owner and month with customers, and which half of the owner's time it is in: half 1 runs until half of the months at risk, added over the customers, have passed.
-- reads: account_month
-- makes: owner_month
with

counted as (

    select owner_id, month, count(*) as at_risk
    from account_month
    group by owner_id, month

),

summed as (

    select
        owner_id,
        month,
        sum(at_risk) over (partition by owner_id order by month) as so_far,
        at_risk,
        sum(at_risk) over (partition by owner_id) as in_all
    from counted

)

select
    owner_id,
    month,
    case when 2 * (so_far - at_risk) < in_all then 1 else 2 end as half
from summed
