-- One row per line of adoptions, with whether the person and the practice are known, and when the
-- practice was recorded.
with

practice_day as (

    select practice_id, min(recorded_on) as recorded_on
    from practices
    group by practice_id

)

select
    adoptions.*,
    row_number() over (partition by adoptions.practice_id, adoptions.person_id
        order by adoptions.line)
        * case when adoptions.practice_id is null or adoptions.person_id is null then 0
            else 1 end as copy,
    min(adoptions.line)
        over (partition by adoptions.practice_id, adoptions.person_id) as first_line,
    practice_day.practice_id as practice_known,
    practice_day.recorded_on,
    person.person_id as person_known
from adoptions
left join practice_day on practice_day.practice_id = adoptions.practice_id
left join (select distinct person_id from staff) as person on person.person_id = adoptions.person_id
