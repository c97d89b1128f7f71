-- One row per person and trial that the question's filters leave (a category restricts the mentees
-- only), in a cell that holds both arms; weight 1 for mentees, mentees / others for the others.
-- Rows lost by leaving count among the others, or else whoever leaves early would weigh more in
-- each of the rows they have; so that parts where many leave do not weigh less, the others of a
-- department, grade and tenure band together weigh as much as its mentees.
-- reads: scope_follow_up
-- makes: matched
with

counted as (

    select
        scope_follow_up.*,
        sum(arm) over (partition by department, grade, band, tenure_band, trial_year) as n1,
        sum(case when arm = 0 then 1 + lost else 0 end) over (
            partition by department, grade, band, tenure_band, trial_year
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
