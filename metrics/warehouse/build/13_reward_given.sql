-- One row per reward given, with the role and category of the pairing it was for ('' where it was
-- for none). seen is 'public', 'private', or '' where it is unknown. reserved is 1 where its limits
-- were stated in writing, 0 where they were not, and empty where that is unknown.
-- reads: pairings, rewards, run
-- makes: reward_given
select
    rewards.person_id,
    coalesce(rewards.pairing_id, '') as pairing_id,
    coalesce(pairings.category, '') as category,
    case when rewards.person_id = pairings.mentor_id then 'mentor'
         when rewards.person_id = pairings.mentee_id then 'mentee'
         else '' end as role,
    year(rewards.given_on) * 12 + month(rewards.given_on) - 1 as month,
    year(rewards.given_on) as year,
    coalesce(rewards.form, '') as form,
    coalesce(rewards.gross_amount, 0) as amount,
    coalesce(rewards.visible, '') as seen,
    case when rewards.reserved then 1 when not rewards.reserved then 0 end as reserved
from rewards
left join pairings on pairings.pairing_id = rewards.pairing_id
cross join run
where rewards.given_on <= run.as_of
