-- One row per role (mentee, mentor, adopter) and person, with the position by which a breakdown
-- about that role counts them: that of the month in which they first had the role, else the last
-- one. full_time_salary is what their pay would be in a full-time week.
-- reads: position_spell, role_exposure, spell
-- makes: role_person
with

every_role as (

    select 'mentee' as role
    union all
    select 'mentor' as role
    union all
    select 'adopter' as role

),

dated as (

    select
        every_role.role,
        spell.person_id,
        spell.spell,
        spell.gender,
        case when role_exposure.pair_month between spell.hire_month and spell.last_month
            then role_exposure.pair_month
             else spell.last_month end as month,
        row_number() over (
            partition by every_role.role, spell.person_id
            order by
                case when role_exposure.pair_month between spell.hire_month and spell.last_month
                    then 0 else 1 end,
                spell.spell desc
        ) as nth
    from spell
    cross join every_role
    left join role_exposure
        on role_exposure.role = every_role.role
        and role_exposure.person_id = spell.person_id

)

select
    dated.role,
    dated.person_id,
    dated.month,
    position_spell.department,
    position_spell.job_family,
    position_spell.grade,
    position_spell.location,
    dated.gender,
    position_spell.annual_salary,
    cast(position_spell.annual_salary as double) / nullif(coalesce(position_spell.fte, 1),
        0) as full_time_salary
from dated
inner join position_spell
    on position_spell.person_id = dated.person_id
    and position_spell.spell = dated.spell
    and dated.month between position_spell.from_month and position_spell.to_month
where dated.nth = 1
