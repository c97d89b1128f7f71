-- One row per unit (department) and month in which anybody is placed: the people employed there, and how many of them
-- were ever paired as a mentee by then.
with

asked_month as (select distinct month from placed)

select
    position.department,
    asked_month.month,
    cast(count(*) as double) as people,
    cast(sum(case when pairing.pair_month <= asked_month.month then 1 else 0 end) as double) as mentored
from asked_month
inner join position on asked_month.month between position.from_month and position.to_month
inner join spell
    on spell.person_id = position.person_id
    and spell.spell = position.spell
    and asked_month.month between spell.entry_month and spell.last_month
left join pairing on pairing.person_id = position.person_id
where position.department <> ''
group by position.department, asked_month.month
