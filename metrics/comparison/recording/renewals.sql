-- One row: how many events there are, and after how many of them the same person is hired again in
-- that month or the next (renewed).
-- reads: metric_rows, spell
with

ended as (

    select
        person_id,
        month
    from metric_rows
    where event = 1

),

renewed as (

    select distinct
        ended.person_id,
        ended.month
    from ended
    inner join spell
        on spell.person_id = ended.person_id
        and spell.spell > 1
        and spell.hire_month >= ended.month
        and spell.hire_month <= ended.month + 1

)

select
    count(*) as events,
    count(renewed.person_id) as renewed
from ended
left join renewed
    on renewed.person_id = ended.person_id
    and renewed.month = ended.month
