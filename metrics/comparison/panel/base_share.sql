-- One row per event time from -4 to -2: how much it weighs in the bases of the mentees compared,
-- each base counting once for each of its differences.
-- reads: difference, observed
with

other_cell as (

    select distinct g, t
    from difference
    where treated = 0

),

compared as (

    select difference.person_id, difference.g, count(*) as n
    from difference
    inner join other_cell on other_cell.g = difference.g and other_cell.t = difference.t
    where difference.treated = 1 and difference.t >= difference.g
    group by difference.person_id, difference.g

),

based as (

    select
        compared.n,
        observed.period - compared.g as event_time,
        count(*) over (partition by compared.person_id, compared.g) as size
    from compared
    inner join observed
        on observed.person_id = compared.person_id
        and observed.period between compared.g - 4 and compared.g - 2

)

select event_time, sum(cast(n as double) / nullif(size, 0)) as weight
from based
group by event_time
order by event_time
