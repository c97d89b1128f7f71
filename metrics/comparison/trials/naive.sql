-- One row per person employed since the programme began: months from the later of hire and its first pairing, the way
-- a spreadsheet would: ever mentored against never, as if mentees could not have left before they were paired.
-- reads: exposure, metric_rows, scope_pairing, scope_person, spell
with

began as (select min(pair_month) as month from exposure),

entered as (

    select
        spell.person_id,
        spell.last_month,
        case when spell.entry_month > began.month then spell.entry_month else began.month end as from_month,
        row_number() over (partition by spell.person_id order by spell.spell) as nth
    from spell
    cross join began
    where spell.last_month >= began.month

),

followed as (

    select
        entered.person_id,
        entered.from_month,
        entered.last_month,
        metric_rows.month,
        metric_rows.event,
        row_number() over (
            partition by entered.person_id order by metric_rows.month, metric_rows.event desc
        ) as nth
    from entered
    left join metric_rows
        on metric_rows.person_id = entered.person_id
        and metric_rows.month between entered.from_month and entered.last_month
    where entered.nth = 1

)

select
    case when exposure.person_id is null then 0 else 1 end as arm,
    coalesce(followed.month, followed.last_month) - followed.from_month as u,
    coalesce(followed.event, 0) as event,
    cast(count(*) as double) as weight
from followed
inner join scope_person on scope_person.person_id = followed.person_id
left join exposure on exposure.person_id = followed.person_id
left join scope_pairing on scope_pairing.person_id = followed.person_id
where followed.nth = 1
    and (exposure.person_id is null or scope_pairing.person_id is not null)
group by
    case when exposure.person_id is null then 0 else 1 end,
    coalesce(followed.month, followed.last_month) - followed.from_month,
    coalesce(followed.event, 0)
