-- One row per department and month in which anyone enters the comparison: the people employed
-- there, and how many of them had ever been paired as a mentee by then.
-- reads: entrant, exposure, position_spell, spell
-- makes: department_month
with

entry_month as (select distinct month from entrant)

select
    position_spell.department,
    entry_month.month,
    cast(count(*) as double) as people,
    cast(sum(case when exposure.pair_month <= entry_month.month then 1
        else 0 end) as double) as mentored
from entry_month
inner join position_spell
    on entry_month.month between position_spell.from_month and position_spell.to_month
inner join spell
    on spell.person_id = position_spell.person_id
    and spell.spell = position_spell.spell
    and entry_month.month between spell.entry_month and spell.last_month
left join exposure on exposure.person_id = position_spell.person_id
where position_spell.department <> ''
group by position_spell.department, entry_month.month
