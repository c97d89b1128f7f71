-- One row per customer account of a known owner: the months in which the owner could lose it (both
-- ends included) and its case mix.
-- An account counts from the owner's first month in the company until their last. size is the third
-- of all accounts by annual revenue (1 the smallest, 0 not known). lost is 1 if it ended in
-- to_month.
-- reads: customers, spell
-- makes: account
with

owner_span as (

    select person_id, min(entry_month) as entry_month, max(last_month) as last_month
    from spell
    group by person_id

),

revenue_rank as (

    select
        customer_id,
        rank() over (order by annual_revenue) as place,
        count(*) over () as accounts
    from customers
    where annual_revenue is not null

),

owned_account as (

    select
        customers.customer_id,
        customers.owner_id,
        coalesce(customers.segment, '') as segment,
        coalesce(customers.product, '') as product,
        case when revenue_rank.place is null then 0
             when 3 * (revenue_rank.place - 1) < revenue_rank.accounts then 1
             when 3 * (revenue_rank.place - 1) < 2 * revenue_rank.accounts then 2
             else 3 end as size,
        customers.annual_revenue * customers.margin as annual_margin,
        year(customers.started_on) * 12 + month(customers.started_on) - 1 as start_month,
        year(customers.ended_on) * 12 + month(customers.ended_on) - 1 as end_month,
        owner_span.entry_month,
        owner_span.last_month
    from customers
    inner join owner_span on owner_span.person_id = customers.owner_id
    left join revenue_rank on revenue_rank.customer_id = customers.customer_id

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
from owned_account
where start_month <= last_month and (end_month is null or end_month >= entry_month)
