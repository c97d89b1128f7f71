-- One row per owner of customers: where they work, whether still, how many customers they had and have, over how many months, and the mean annual margin of one of their customers (empty where no margin is known).
-- reads: account, person, spell
select
    account.owner_id,
    max(person.department) as department,
    max(person.job_family) as job_family,
    max(case when gone.has_left = 0 then 1 else 0 end) as here,
    count(*) as accounts,
    sum(1 - account.lost) as kept,
    max(account.to_month) - min(account.from_month) + 1 as months,
    avg(cast(account.annual_margin as double)) as annual_margin
from account
inner join person on person.person_id = account.owner_id
left join (
    select person_id, min(has_left) as has_left
    from spell
    group by person_id
) as gone on gone.person_id = account.owner_id
group by account.owner_id
order by account.owner_id
