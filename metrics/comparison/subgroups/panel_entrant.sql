-- One row per person and cohort g (the entry), as they were in the month of pairing (mentees) or in
-- the first month of period g (controls). Where no spell covers that month: as they were last
-- before it.
-- reads: difference, exposure, panel_compared, position_spell, run, spell
-- makes: entrant
with

person_cohort as (

    select person_id, g, treated
    from panel_compared

    union

    select person_id, g, treated
    from difference
    where t >= g

),

dated as (

    select
        person_cohort.person_id,
        person_cohort.g,
        person_cohort.treated,
        case when person_cohort.treated = 1 then exposure.pair_month
            else person_cohort.g * run.review_months end as month,
        case when person_cohort.treated = 1 then exposure.goal_group end as paired_for
    from person_cohort
    cross join run
    left join exposure on exposure.person_id = person_cohort.person_id

),

position_then as (

    select
        dated.*,
        position_spell.department,
        position_spell.job_family,
        position_spell.grade,
        position_spell.location,
        spell.gender,
        dated.month - spell.hire_month as tenure,
        row_number() over (
            partition by dated.person_id, dated.g
            order by position_spell.spell desc, position_spell.from_month desc
        ) as nth
    from dated
    inner join position_spell
        on position_spell.person_id = dated.person_id
        and position_spell.from_month <= dated.month
    inner join spell
        on spell.person_id = position_spell.person_id
        and spell.spell = position_spell.spell

)

select
    person_id,
    g as entry,
    treated as arm,
    month,
    department,
    job_family,
    grade,
    location,
    gender,
    tenure,
    paired_for
from position_then
where nth = 1
