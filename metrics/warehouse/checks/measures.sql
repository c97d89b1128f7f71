-- One row per line of measures, with whether the person is known, and the direction that the first
-- line of the measure declares as better.
with

measure_direction as (

    select
        measure,
        better as first_better,
        line as first_better_line,
        row_number() over (partition by measure order by line) as nth
    from measures
    where better is not null

)

select
    measures.*,
    row_number() over (
        partition by measures.person_id, measures.period_end, measures.measure
            order by measures.line
    ) * case when measures.person_id is null or measures.period_end is null
        or measures.measure is null
             then 0 else 1 end as copy,
    min(measures.line) over (
        partition by measures.person_id, measures.period_end, measures.measure
    ) as first_line,
    person.person_id as person_known,
    measure_direction.first_better,
    measure_direction.first_better_line
from measures
left join (select distinct person_id from staff) as person on person.person_id = measures.person_id
left join measure_direction
    on measure_direction.measure = measures.measure
    and measure_direction.nth = 1
