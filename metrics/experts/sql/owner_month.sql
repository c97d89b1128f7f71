-- One row per owner and month with customers, with the half of the owner's time that it is in: half
-- 1 runs until half of the months at risk, added over the customers, have passed.
-- reads: account_month
-- makes: owner_month
with

monthly as (

    select owner_id, month, count(*) as at_risk
    from account_month
    group by owner_id, month

),

running_total as (

    select
        owner_id,
        month,
        sum(at_risk) over (partition by owner_id order by month) as so_far,
        at_risk,
        sum(at_risk) over (partition by owner_id) as in_all
    from monthly

)

select
    owner_id,
    month,
    case when 2 * (so_far - at_risk) < in_all then 1 else 2 end as half
from running_total
