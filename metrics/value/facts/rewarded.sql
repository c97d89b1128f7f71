-- One row per category, form and visibility of the rewards mentors got in the last twelve months: how many, and their mean amount in euros; and how many months before those mentors of the category first got one (negative: within them).
with

first as (

    select category, min(month) as month
    from reward
    where role = 'mentor'
    group by category

)

select
    reward.category,
    reward.form,
    reward.seen,
    count(*) as given,
    avg(reward.amount) as amount,
    max(run.last_month - 11 - first.month) as months_before
from reward
inner join first on first.category = reward.category
cross join run
where reward.role = 'mentor' and reward.month > run.last_month - 12
group by reward.category, reward.form, reward.seen
order by reward.category, given, reward.form, reward.seen
