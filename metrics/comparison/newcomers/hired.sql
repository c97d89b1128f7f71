-- One row per employment spell of the people within the scope: department, grade and location at
-- hire, the half-year and the period of hire, and the last period in which they can have a value.
-- reads: position_spell, run, scope_person, spell
-- makes: hired
select
    spell.person_id,
    spell.spell,
    spell.hire_date,
    spell.exit_date,
    spell.hire_month,
    spell.last_month,
    cast(floor(cast(spell.hire_month as double) / 6) as int) as half_year,
    cast(
            floor(cast(spell.hire_month as double) / nullif(run.review_months, 0)) as int
        ) as hire_period,
    cast(
            floor(cast(spell.last_month as double) / nullif(run.review_months, 0)) as int
        ) as last_period,
    position_spell.department,
    position_spell.grade,
    position_spell.location
from spell
inner join scope_person on scope_person.person_id = spell.person_id
inner join position_spell
    on position_spell.person_id = spell.person_id
    and position_spell.spell = spell.spell
    and spell.hire_month between position_spell.from_month and position_spell.to_month
cross join run
