-- One row per calendar month, department, grade, score band, tenure band and stratum of own keys
-- that holds both arms:
-- person-months (n) and those with the event (d), while exposed (1) and while not (0). Months in
-- which someone is mentoring are in neither arm. Strata are calendar months, not months of tenure,
-- because mentees come later: where turnover rises every year, people of the same tenure in other
-- years made mentoring without an effect look harmful (1.14, 1.07 to 1.22; by calendar month 1.02).
-- reads: calendar, employed_month, metric_rows, other_role, scope_pairing, scope_person
with

event_month as (select distinct person_id, month from metric_rows where event = 1),

in_other_role as (

    select distinct other_role.person_id, calendar.month
    from other_role
    inner join calendar on calendar.month between other_role.from_month and other_role.to_month

),

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
        case when event_month.person_id is null then 0 else 1 end as event
    from employed_month
    inner join scope_person on scope_person.person_id = employed_month.person_id
    left join scope_pairing on scope_pairing.person_id = employed_month.person_id
    left join event_month
        on event_month.person_id = employed_month.person_id
            and event_month.month = employed_month.month
    left join in_other_role
        on in_other_role.person_id = employed_month.person_id
        and in_other_role.month = employed_month.month
    where employed_month.exposed is not null
        and in_other_role.person_id is null
        and (employed_month.exposed = 0 or scope_pairing.person_id is not null)

)

select
    cast(sum(case when exposed = 1 then event else 0 end) as double) as d1,
    cast(sum(exposed) as double) as n1,
    cast(sum(case when exposed = 0 then event else 0 end) as double) as d0,
    cast(sum(1 - exposed) as double) as n0
from scope_month
group by month, department, grade, band, tenure_band, own_stratum
having sum(exposed) > 0 and sum(1 - exposed) > 0
