-- One row per role (mentee, mentor, adopter) and person who was ever in it: who they were in the
-- month in which it began. tenure is the completed months since they were hired, in three bands,
-- '' where no employment covers that month.
-- reads: position_spell, role_exposure, spell
-- makes: role_entry
with

dated as (

    select
        role_exposure.role,
        role_exposure.person_id,
        role_exposure.pair_month,
        role_exposure.goal_group as paired_for,
        spell.spell,
        spell.gender,
        role_exposure.pair_month - spell.hire_month as months,
        row_number() over (
            partition by role_exposure.role, role_exposure.person_id order by spell.spell desc
        ) as nth
    from role_exposure
    left join spell
        on spell.person_id = role_exposure.person_id
        and role_exposure.pair_month between spell.hire_month and spell.last_month

)

select
    dated.role,
    dated.person_id,
    dated.paired_for,
    dated.months,
    case when dated.months is null then ''
         when dated.months < 12 then '0-11'
         when dated.months < 24 then '12-23'
         else '24+' end as tenure,
    position_spell.department,
    position_spell.job_family,
    position_spell.grade,
    position_spell.location,
    dated.gender
from dated
left join position_spell
    on position_spell.person_id = dated.person_id
    and position_spell.spell = dated.spell
    and dated.pair_month between position_spell.from_month and position_spell.to_month
where dated.nth = 1
