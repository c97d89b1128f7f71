-- One row per line of customers, with whether its owner is known.
select
    customers.*,
    row_number() over (partition by customers.customer_id order by customers.line)
        * case when customers.customer_id is null then 0 else 1 end as copy,
    min(customers.line) over (partition by customers.customer_id) as first_line,
    owner.person_id as owner_known
from customers
left join (select distinct person_id from staff) as owner on owner.person_id = customers.owner_id
