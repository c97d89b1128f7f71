-- One row per form of reward and band of euros: invitations (n), people invited, and how many
-- accepted (met).
-- reads: offered
select
    form,
    low,
    high,
    count(*) as n,
    count(distinct person_id) as people,
    sum(accepted) as met
from offered
where low is not null
group by form, low, high
order by form, low
