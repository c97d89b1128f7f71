-- One row per arm, month and way of ending: people employed since the programme began, followed
-- from the later of hire and its first pairing, as a spreadsheet would count them. Ever mentored
-- against never, as if mentees could not have left before they were paired.
-- reads: exposure, metric_rows, scope_pairing, scope_person, spell
with

programme_start as (select min(pair_month) as month from exposure),

entered as (

    select
        spell.person_id,
        spell.last_month,
        case when spell.entry_month > programme_start.month then spell.entry_month
            else programme_start.month end as from_month,
        row_number() over (partition by spell.person_id order by spell.spell) as nth
    from spell
    cross join programme_start
    where spell.last_month >= programme_start.month

),

first_event as (

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
    coalesce(first_event.month, first_event.last_month) - first_event.from_month as u,
    coalesce(first_event.event, 0) as event,
    cast(count(*) as double) as weight
from first_event
inner join scope_person on scope_person.person_id = first_event.person_id
left join exposure on exposure.person_id = first_event.person_id
left join scope_pairing on scope_pairing.person_id = first_event.person_id
where first_event.nth = 1
    and (exposure.person_id is null or scope_pairing.person_id is not null)
group by
    case when exposure.person_id is null then 0 else 1 end,
    coalesce(first_event.month, first_event.last_month) - first_event.from_month,
    coalesce(first_event.event, 0)
