-- One row per candidate who counts: the mean of their values in the four periods after that of the
-- draw and in the three before it, each empty without a value, and the periods that can hold one.
-- reads: lottery_entrant, metric_rows, run
with

of_person as (

    select
        lottery_entrant.person_id,
        avg(case when metric_rows.period between lottery_entrant.draw_period + 1
                      and lottery_entrant.draw_period + 4 then metric_rows.value end) as value,
        avg(case when metric_rows.period between lottery_entrant.draw_period - 3
                      and lottery_entrant.draw_period - 1 then metric_rows.value end) as earlier
    from lottery_entrant
    inner join metric_rows on metric_rows.person_id = lottery_entrant.person_id
    where metric_rows.value is not null
    group by lottery_entrant.person_id

)

select
    lottery_entrant.*,
    of_person.value,
    of_person.earlier,
    cast(
        floor(cast(run.last_month as double) / nullif(run.review_months, 0)) as int
    ) - lottery_entrant.draw_period as followed,
    run.review_months
from lottery_entrant
cross join run
left join of_person on of_person.person_id = lottery_entrant.person_id
where lottery_entrant.fate = 'kept'
order by lottery_entrant.lottery_id, lottery_entrant.person_id
