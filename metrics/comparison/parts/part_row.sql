-- One row per person, trial and part in a cell of that part that holds both arms; weight 1 for mentees, mentees / others
-- of the cell for the others, among whom rows lost by leaving count, brought to the mentees' weight per department,
-- grade and tenure band of the part.
with

counted as (

    select
        parted.person_id,
        parted.part,
        parted.department,
        outcome.grade,
        outcome.tenure_band,
        outcome.arm,
        outcome.u,
        outcome.event,
        sum(outcome.arm) over (
            partition by parted.part, parted.department, outcome.grade, outcome.band, outcome.tenure_band,
                outcome.trial_year
        ) as n1,
        sum(case when outcome.arm = 0 then 1 + outcome.lost else 0 end) over (
            partition by parted.part, parted.department, outcome.grade, outcome.band, outcome.tenure_band,
                outcome.trial_year
        ) as n0
    from parted
    inner join outcome on outcome.person_id = parted.person_id and outcome.trial_month = parted.entry

),

matched as (

    select
        counted.*,
        case when arm = 1 then cast(1 as double) else cast(n1 as double) / n0 end as share
    from counted
    where n1 > 0 and n0 > 0

)

select
    person_id,
    part,
    arm,
    u,
    event,
    case when arm = 1 then share
         else share * cast(sum(arm) over (partition by part, department, grade, tenure_band) as double)
              / sum(case when arm = 0 then share else 0 end) over (partition by part, department, grade, tenure_band)
    end as weight
from matched
