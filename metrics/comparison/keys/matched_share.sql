-- One row per number of further keys, 0 and up: the mentees within the scope (mentees), and those
-- of them with a comparable colleague who is the same on department, grade, score band, tenure
-- band, year and the first so many of the question's own keys (matched).
-- reads: key_count, key_factor, own_level, scope_follow_up
with

same_keys as (

    select
        own_level.own_stratum,
        key_count.n,
        sum(case when own_level.place <= key_count.n then own_level.code * key_factor.factor
            else 0 end) as code
    from own_level
    cross join key_count
    inner join key_factor on key_factor.key_name = own_level.key_name
    group by own_level.own_stratum, key_count.n

),

cell as (

    select
        key_count.n,
        cast(sum(scope_follow_up.arm) as double) as n1,
        cast(sum(1 - scope_follow_up.arm) as double) as n0
    from scope_follow_up
    cross join key_count
    left join same_keys
        on same_keys.own_stratum = scope_follow_up.own_stratum and same_keys.n = key_count.n
    group by key_count.n, scope_follow_up.department, scope_follow_up.grade,
        scope_follow_up.band, scope_follow_up.tenure_band, scope_follow_up.trial_year,
        same_keys.code

)

select
    n,
    sum(n1) as mentees,
    sum(case when n0 > 0 then n1 else 0 end) as matched
from cell
group by n
order by n
