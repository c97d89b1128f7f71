-- One row per person, measure and period in which they were employed: the number of events, the
-- amount of work (exposure), and the position at the end of the period. Only whole counts in a
-- known amount of work, of measures whose rows agree on which direction is better.
-- reads: measures, position_spell, run
-- makes: measure_period
with

measure_direction as (

    select measure, min(better) as better, min(unit) as unit
    from measures
    where better is not null
    group by measure
    having count(distinct better) = 1

),

dated as (

    select
        measures.person_id,
        measures.measure,
        measures.period_end,
        year(measures.period_end) * 12 + month(measures.period_end) - 1 as month,
        cast(measures.value as double) as events,
        cast(measures.exposure as double) as exposure,
        measure_direction.better,
        coalesce(measure_direction.unit, '') as unit
    from measures
    inner join measure_direction on measure_direction.measure = measures.measure
    cross join run
    where measures.period_end <= run.as_of
        and measures.value >= 0
        and measures.value = floor(measures.value)
        and measures.exposure > 0

),

with_position as (

    select
        dated.*,
        position_spell.department,
        position_spell.job_family,
        position_spell.grade,
        row_number() over (
            partition by dated.person_id, dated.measure, dated.period_end
                order by position_spell.spell desc
        ) as nth
    from dated
    inner join position_spell
        on position_spell.person_id = dated.person_id
        and dated.month between position_spell.from_month and position_spell.to_month

)

select
    person_id,
    measure,
    month,
    period_end,
    events,
    exposure,
    better,
    unit,
    department,
    job_family,
    grade
from with_position
where nth = 1
