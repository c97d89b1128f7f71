-- One row per employee who is not about to leave: department, location, grade and manager now, and
-- whether they ever had a mentor.
-- reads: colleague, pairings, position_spell, run, spell
-- makes: candidate_trait
with

graded as (

    select
        position_spell.person_id,
        position_spell.grade,
        row_number() over (
            partition by position_spell.person_id order by position_spell.spell desc
        ) as nth
    from position_spell
    inner join spell
        on spell.person_id = position_spell.person_id and spell.spell = position_spell.spell
    cross join run
    where run.last_month between position_spell.from_month and position_spell.to_month
        and spell.is_present = 1

),

mentored as (

    select distinct mentee_id as person_id from pairings

)

select
    colleague.person_id,
    coalesce(colleague.department, '') as department,
    coalesce(colleague.location, '') as location,
    coalesce(graded.grade, '') as grade,
    colleague.manager_id as team,
    case when mentored.person_id is null then 0 else 1 end as mentored
from colleague
left join graded on graded.person_id = colleague.person_id and graded.nth = 1
left join mentored on mentored.person_id = colleague.person_id
