-- One row per category, form and visibility of the rewards mentors got in the last twelve months: how many, and their mean amount in euros; and how many months before those mentors of the category first got one (negative: within them).
with

first as (

    select category, min(month) as month
    from reward_given
    where role = 'mentor'
    group by category

)

select
    reward_given.category,
    reward_given.form,
    reward_given.seen,
    count(*) as given,
    avg(reward_given.amount) as amount,
    max(run.last_month - 11 - first.month) as months_before
from reward_given
inner join first on first.category = reward_given.category
cross join run
where reward_given.role = 'mentor' and reward_given.month > run.last_month - 12
group by reward_given.category, reward_given.form, reward_given.seen
order by reward_given.category, given, reward_given.form, reward_given.seen
