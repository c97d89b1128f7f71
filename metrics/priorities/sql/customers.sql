-- One row per segment, product and department of the owner, and per combination of them (NULL is all of a column): customers of the last two years, their owners, months as a customer, how many were lost and what margin they brought in a year.
-- reads: customers, position_spell, run
with

owner as (

    select
        person_id,
        department,
        row_number() over (partition by person_id order by spell desc, to_month desc) as nth
    from position_spell

),

dated as (

    select
        customers.customer_id,
        customers.owner_id,
        coalesce(customers.segment, '') as segment,
        coalesce(customers.product, '') as product,
        coalesce(owner.department, '') as department,
        cast(customers.annual_revenue as double) * customers.margin as margin,
        year(customers.started_on) * 12 + month(customers.started_on) - 1
            + case when day(customers.started_on) = 1 then 0 else 1 end as from_month,
        year(customers.ended_on) * 12 + month(customers.ended_on) - 1 as end_month
    from customers
    left join owner on owner.person_id = customers.owner_id and owner.nth = 1

),

seen as (

    select
        dated.*,
        case when from_month > run.last_month - 23 then from_month else run.last_month - 23 end as first_month,
        case when end_month <= run.last_month then end_month else run.last_month end as to_month,
        case when end_month <= run.last_month then 1 else 0 end as lost,
        run.last_month
    from dated
    cross join run

)

select
    case when grouping(segment) = 1 then null else segment end as segment,
    case when grouping(product) = 1 then null else product end as product,
    case when grouping(department) = 1 then null else department end as department,
    count(*) as units,
    count(distinct owner_id) as people,
    sum(to_month - first_month + 1) as months,
    sum(lost) as lost,
    sum(case when lost = 1 then margin end) as money,
    max(last_month) - min(first_month) + 1 as span
from seen
where first_month <= to_month
group by cube (segment, product, department)
