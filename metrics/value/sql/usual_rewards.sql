-- One row per category, form and visibility of the rewards that mentors got in the last twelve
-- months, of each category the most frequent last: how many (given), and their mean amount in
-- euros. months_before: months from the first reward of the category's mentors to the start of
-- those twelve (negative: the first one lies within them).
-- reads: reward_given, run
with

first_reward as (

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
    max(run.last_month - 11 - first_reward.month) as months_before
from reward_given
inner join first_reward on first_reward.category = reward_given.category
cross join run
where reward_given.role = 'mentor' and reward_given.month > run.last_month - 12
group by reward_given.category, reward_given.form, reward_given.seen
order by reward_given.category, given, reward_given.form, reward_given.seen
