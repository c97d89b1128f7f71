-- One row per customer account of a known owner, with the months in which the owner could lose it (both ends counted) and its case mix.
-- An account counts from the owner's first month in the company and not after their last; size is the third of all
-- accounts by annual revenue (1 the smallest, 0 not known). lost is 1 where it ended in to_month.
-- reads: customers, spell
-- makes: account
with

owner as (

    select person_id, min(entry_month) as entry_month, max(last_month) as last_month
    from spell
    group by person_id

),

ranked as (

    select
        customer_id,
        rank() over (order by annual_revenue) as place,
        count(*) over () as accounts
    from customers
    where annual_revenue is not null

),

dated as (

    select
        customers.customer_id,
        customers.owner_id,
        coalesce(customers.segment, '') as segment,
        coalesce(customers.product, '') as product,
        case when ranked.place is null then 0
             when 3 * (ranked.place - 1) < ranked.accounts then 1
             when 3 * (ranked.place - 1) < 2 * ranked.accounts then 2
             else 3 end as size,
        customers.annual_revenue * customers.margin as annual_margin,
        year(customers.started_on) * 12 + month(customers.started_on) - 1 as start_month,
        year(customers.ended_on) * 12 + month(customers.ended_on) - 1 as end_month,
        owner.entry_month,
        owner.last_month
    from customers
    inner join owner on owner.person_id = customers.owner_id
    left join ranked on ranked.customer_id = customers.customer_id

)

select
    customer_id,
    owner_id,
    segment,
    product,
    size,
    annual_margin,
    start_month,
    case when start_month < entry_month then entry_month else start_month end as from_month,
    case when end_month <= last_month then end_month else last_month end as to_month,
    case when end_month <= last_month then 1 else 0 end as lost
from dated
where start_month <= last_month and (end_month is null or end_month >= entry_month)
