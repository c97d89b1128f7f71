-- One row: the people employed in the last month (employees), the sum of their annual salaries in
-- euros (salaries), the full-time equivalents of those without a salary (unpaid_fte), and the mean
-- full-time salary.
-- reads: position_spell, spell
select
    count(distinct spell.person_id) as employees,
    coalesce(sum(position_spell.annual_salary), 0) as salaries,
    sum(case when position_spell.annual_salary is null then coalesce(position_spell.fte, 1)
        else 0 end) as unpaid_fte,
    avg(
        cast(position_spell.annual_salary as double) / nullif(coalesce(position_spell.fte, 1), 0)
    ) as full_time_salary
from spell
inner join position_spell
    on position_spell.person_id = spell.person_id
    and position_spell.spell = spell.spell
    and position_spell.to_month = spell.last_month
where spell.is_present = 1
