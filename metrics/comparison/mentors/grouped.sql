-- One row per person ever mentored: their first pairing, with a column of the first mentor's position in the month of
-- pairing (named in `mentor_column`) in the place of the category. Empty where the mentor or the position is not known.
with

placed as (

    select
        first_pairing.person_id,
        position_spell.department,
        position_spell.job_family,
        position_spell.grade,
        row_number() over (partition by first_pairing.person_id order by spell.spell desc) as nth
    from first_pairing
    inner join spell
        on spell.person_id = first_pairing.mentor_id
        and first_pairing.pair_month between spell.hire_month and spell.last_month
    inner join position_spell
        on position_spell.person_id = spell.person_id
        and position_spell.spell = spell.spell
        and first_pairing.pair_month between position_spell.from_month and position_spell.to_month

)

select
    first_pairing.person_id,
    first_pairing.pairing_id,
    first_pairing.mentor_id,
    coalesce(
        case mentor_column.name
            when 'mentor_department' then placed.department
            when 'mentor_job_family' then placed.job_family
            when 'mentor_grade' then placed.grade
        end, ''
    ) as category,
    first_pairing.goal_group,
    first_pairing.start_date,
    first_pairing.pair_month,
    first_pairing.band
from first_pairing
cross join mentor_column
left join placed on placed.person_id = first_pairing.person_id and placed.nth = 1
