-- One row: the months in which people were employed and not paired yet (months), of how many people
-- (n), and the events in those months (events).
-- reads: exposure, metric_rows, spell
with

unpaired as (

    select
        spell.person_id,
        spell.entry_month,
        case when exposure.pair_month <= spell.last_month then exposure.pair_month - 1
             else spell.last_month end as end_month
    from spell
    left join exposure on exposure.person_id = spell.person_id
    where exposure.pair_month is null or exposure.pair_month > spell.entry_month

),

event_month as (

    select distinct person_id, month
    from metric_rows
    where event = 1

)

select
    count(distinct unpaired.person_id) as n,
    coalesce(sum(unpaired.end_month - unpaired.entry_month + 1), 0) as months,
    count(event_month.month) as events
from unpaired
left join event_month
    on event_month.person_id = unpaired.person_id
    and event_month.month between unpaired.entry_month and unpaired.end_month
