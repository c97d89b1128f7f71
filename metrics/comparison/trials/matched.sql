-- One row per person and trial within the scope, in a cell that holds both arms. The weight is 1
-- for mentees and mentees / controls of the cell for controls. Rows lost by leaving count as
-- controls: without them, someone who leaves early would have a higher weight in each of their
-- rows. The controls of a department, grade and tenure band then together weigh as much as its
-- mentees, so that places where many leave do not weigh less.
-- reads: scope_follow_up
-- makes: matched
with

counted as (

    select
        scope_follow_up.*,
        sum(arm) over (
            partition by department, grade, band, tenure_band, trial_year, own_stratum
        ) as n1,
        sum(case when arm = 0 then 1 + lost else 0 end) over (
            partition by department, grade, band, tenure_band, trial_year, own_stratum
        ) as n0
    from scope_follow_up

),

in_both_arms as (

    select
        counted.*,
        case when arm = 1 then cast(1 as double) else cast(n1 as double) / n0 end as share
    from counted
    where n1 > 0 and n0 > 0

)

select
    person_id,
    trial_month,
    arm,
    u,
    event,
    cause,
    case when arm = 1 then share
         else share * cast(sum(arm) over (partition by department, grade, tenure_band) as double)
              / sum(case when arm = 0 then share else 0 end)
                  over (partition by department, grade, tenure_band)
    end as weight
from in_both_arms
