-- One row per person ever mentored: their first pairing, with a column of the first mentor's position in the month of
-- pairing (named in `mentor_column`) in the place of the category. Empty where the mentor or the position is not known.
with

placed as (

    select
        pairing.person_id,
        position.department,
        position.job_family,
        position.grade,
        row_number() over (partition by pairing.person_id order by spell.spell desc) as nth
    from pairing
    inner join spell
        on spell.person_id = pairing.mentor_id
        and pairing.pair_month between spell.hire_month and spell.last_month
    inner join position
        on position.person_id = spell.person_id
        and position.spell = spell.spell
        and pairing.pair_month between position.from_month and position.to_month

)

select
    pairing.person_id,
    pairing.pairing_id,
    pairing.mentor_id,
    coalesce(
        case mentor_column.name
            when 'mentor_department' then placed.department
            when 'mentor_job_family' then placed.job_family
            when 'mentor_grade' then placed.grade
        end, ''
    ) as category,
    pairing.goal_group,
    pairing.start_date,
    pairing.pair_month,
    pairing.band
from pairing
cross join mentor_column
left join placed on placed.person_id = pairing.person_id and placed.nth = 1
