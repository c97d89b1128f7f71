-- One row per owner of customers: where they work, whether they are still employed, how many
-- customers they had and kept, over how many months, and the mean annual margin of one of their
-- customers (empty if no margin is known).
-- reads: account, person, spell
select
    account.owner_id,
    max(person.department) as department,
    max(person.job_family) as job_family,
    max(case when employment.has_left = 0 then 1 else 0 end) as employed,
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
) as employment on employment.person_id = account.owner_id
group by account.owner_id
order by account.owner_id
