-- One row per line of rewards, with whether the person is known and in its pairing, and the
-- pairing's first day.
with

pairing_day as (

    select pairing_id, min(start_date) as first_day
    from pairings
    group by pairing_id

),

member as (

    select pairing_id, mentor_id as person_id
    from pairings

    union

    select pairing_id, mentee_id as person_id
    from pairings

)

select
    rewards.*,
    row_number() over (
        partition by rewards.person_id, rewards.given_on, rewards.form, rewards.pairing_id
            order by rewards.line
    ) * case when rewards.person_id is null or rewards.given_on is null then 0 else 1 end as copy,
    min(rewards.line) over (
        partition by rewards.person_id, rewards.given_on, rewards.form, rewards.pairing_id
    ) as first_line,
    person.person_id as person_known,
    member.person_id as of_pairing,
    pairing_day.pairing_id as pairing_known,
    pairing_day.first_day as pairing_start
from rewards
left join (select distinct person_id from staff) as person on person.person_id = rewards.person_id
left join pairing_day on pairing_day.pairing_id = rewards.pairing_id
left join member on member.pairing_id = rewards.pairing_id and member.person_id = rewards.person_id
