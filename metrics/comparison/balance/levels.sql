-- One row per key and level: rows of mentees and of controls before matching (n1, n0), and their
-- weights after it (w1, w0).
-- reads: trial_weight
with

counted as (

    select
        department, grade, band, tenure_band, trial_year, location, gender,
        sum(arm) as n1,
        sum(1 - arm) as n0,
        sum(case when arm = 1 then weight else 0 end) as w1,
        sum(case when arm = 0 then weight else 0 end) as w0
    from trial_weight
    group by department, grade, band, tenure_band, trial_year, location, gender

),

key_level as (

    select 'department' as key_name, department as level, n1, n0, w1, w0 from counted
    union all
    select 'grade' as key_name, grade as level, n1, n0, w1, w0 from counted
    union all
    select 'band' as key_name, cast(band as varchar) as level, n1, n0, w1, w0 from counted
    union all
    select 'tenure_band' as key_name, cast(tenure_band as varchar) as level, n1, n0, w1, w0
        from counted
    union all
    select 'trial_year' as key_name, cast(trial_year as varchar) as level, n1, n0, w1, w0
        from counted
    union all
    select 'location' as key_name, location as level, n1, n0, w1, w0 from counted
    union all
    select 'gender' as key_name, gender as level, n1, n0, w1, w0 from counted

)

select
    key_name,
    level,
    cast(sum(n1) as double) as n1,
    cast(sum(n0) as double) as n0,
    sum(w1) as w1,
    sum(w0) as w0
from key_level
group by key_name, level
order by key_name, level
