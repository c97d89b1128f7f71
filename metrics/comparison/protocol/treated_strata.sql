-- One row per calendar month, department, grade, score band, tenure band and stratum of own keys
-- that holds both arms: person-months (n) and those with the event (d), in which a pairing runs (1)
-- and in which none does, before or after one (0). Months in which someone is mentoring are in
-- neither arm, nor are those between a first pairing and time zero, and later spells.
-- reads: employed_month, metric_rows, other_role, scope_pairing, scope_person, treated_month
with

event_month as (select distinct person_id, month from metric_rows where event = 1),

scope_month as (

    select
        employed_month.month,
        employed_month.department,
        employed_month.grade,
        employed_month.band,
        employed_month.own_stratum,
        case when employed_month.tenure < 12 then 0
             when employed_month.tenure < 24 then 1
             else 2 end as tenure_band,
        employed_month.exposed,
        case when employed_month.exposed = 1 and treated_month.person_id is not null then 1
             else 0 end as treated,
        case when event_month.person_id is null then 0 else 1 end as event
    from employed_month
    inner join scope_person on scope_person.person_id = employed_month.person_id
    left join scope_pairing on scope_pairing.person_id = employed_month.person_id
    left join treated_month
        on treated_month.person_id = employed_month.person_id
        and treated_month.month = employed_month.month
    left join event_month
        on event_month.person_id = employed_month.person_id
        and event_month.month = employed_month.month
    where employed_month.exposed is not null
        and not exists (
            select 1
            from other_role
            where other_role.person_id = employed_month.person_id
                and employed_month.month between other_role.from_month and other_role.to_month
        )
        and (employed_month.exposed = 0 or scope_pairing.person_id is not null)

)

select
    cast(sum(treated * event) as double) as d1,
    cast(sum(treated) as double) as n1,
    cast(sum((1 - treated) * event) as double) as d0,
    cast(sum(1 - treated) as double) as n0,
    cast(sum(case when exposed = 1 and treated = 0 then 1 else 0 end) as double) as months_after
from scope_month
group by month, department, grade, band, tenure_band, own_stratum
having sum(treated) > 0 and sum(1 - treated) > 0
