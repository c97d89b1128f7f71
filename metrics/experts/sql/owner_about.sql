-- One row per owner of customers: where they work, whether they are still employed, how many
-- customers they had and kept, over how many months, and the mean annual margin of one of their
-- customers (empty if no margin is known).
-- reads: account, person, spell
select
    account.owner_id,
    max(person.department) as department,
    max(person.job_family) as job_family,
    coalesce(max(employment.is_present), 0) as employed,
    count(*) as accounts,
    sum(1 - account.lost) as kept,
    max(account.to_month) - min(account.from_month) + 1 as months,
    avg(cast(account.annual_margin as double)) as annual_margin
from account
inner join person on person.person_id = account.owner_id
left join (
    select person_id, max(is_present) as is_present
    from spell
    group by person_id
) as employment on employment.person_id = account.owner_id
group by account.owner_id
order by account.owner_id
