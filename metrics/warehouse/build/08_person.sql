-- One row per person, with the position by which a breakdown counts them: the one at their first pairing if they were
-- ever mentored, else the last one seen. full_time_salary is what the pay for their hours comes to in a full-time week.
with

asked as (

    select
        spell.person_id,
        spell.spell,
        spell.gender,
        pairing.pair_month,
        case when pairing.pair_month between spell.hire_month and spell.last_month then pairing.pair_month
             else spell.last_month end as month,
        row_number() over (
            partition by spell.person_id
            order by
                case when pairing.pair_month between spell.hire_month and spell.last_month then 0 else 1 end,
                spell.spell desc
        ) as nth
    from spell
    left join pairing on pairing.person_id = spell.person_id

)

select
    asked.person_id,
    asked.month,
    position.department,
    position.job_family,
    position.grade,
    position.location,
    asked.gender,
    position.annual_salary,
    cast(position.annual_salary as double) / nullif(coalesce(position.fte, 1), 0) as full_time_salary
from asked
inner join position
    on position.person_id = asked.person_id
    and position.spell = asked.spell
    and asked.month between position.from_month and position.to_month
where asked.nth = 1
