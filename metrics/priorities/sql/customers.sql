-- One row per segment, product and department of the owner, and per combination of them (NULL is
-- all values of a column): customers of the last two years, their owners, months as a customer, how
-- many were lost, and the yearly margin of the lost ones in euros.
-- reads: customers, position_spell, run
with

last_department as (

    select
        person_id,
        department,
        row_number() over (partition by person_id order by spell desc, to_month desc) as nth
    from position_spell

),

owned_customer as (

    select
        customers.customer_id,
        customers.owner_id,
        coalesce(customers.segment, '') as segment,
        coalesce(customers.product, '') as product,
        coalesce(last_department.department, '') as department,
        cast(customers.annual_revenue as double) * customers.margin as margin,
        year(customers.started_on) * 12 + month(customers.started_on) - 1
            + case when day(customers.started_on) = 1 then 0 else 1 end as from_month,
        year(customers.ended_on) * 12 + month(customers.ended_on) - 1 as end_month
    from customers
    left join last_department
        on last_department.person_id = customers.owner_id and last_department.nth = 1

),

in_window as (

    select
        owned_customer.*,
        case when from_month > run.last_month - 23 then from_month else run.last_month - 23 end
            as first_month,
        case when end_month <= run.last_month then end_month else run.last_month end as to_month,
        case when end_month <= run.last_month then 1 else 0 end as lost,
        run.last_month
    from owned_customer
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
from in_window
where first_month <= to_month
group by cube (segment, product, department)
