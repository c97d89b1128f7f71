-- One row per person, with the position by which a breakdown counts them: the one at their first pairing if they were
-- ever mentored, else the last one seen. full_time_salary is what the pay for their hours comes to in a full-time week.
with

asked as (

    select
        spell.person_id,
        spell.spell,
        spell.gender,
        first_pairing.pair_month,
        case when first_pairing.pair_month between spell.hire_month and spell.last_month then first_pairing.pair_month
             else spell.last_month end as month,
        row_number() over (
            partition by spell.person_id
            order by
                case when first_pairing.pair_month between spell.hire_month and spell.last_month then 0 else 1 end,
                spell.spell desc
        ) as nth
    from spell
    left join first_pairing on first_pairing.person_id = spell.person_id

)

select
    asked.person_id,
    asked.month,
    position_spell.department,
    position_spell.job_family,
    position_spell.grade,
    position_spell.location,
    asked.gender,
    position_spell.annual_salary,
    cast(position_spell.annual_salary as double) / nullif(coalesce(position_spell.fte, 1), 0) as full_time_salary
from asked
inner join position_spell
    on position_spell.person_id = asked.person_id
    and position_spell.spell = asked.spell
    and asked.month between position_spell.from_month and position_spell.to_month
where asked.nth = 1
