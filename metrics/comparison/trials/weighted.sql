-- One row per person and trial that the question's filters leave (a category restricts the mentees only), in a cell that
-- holds both arms; weight 1 for mentees, mentees / others for the others. Rows lost by leaving count among the others,
-- or else whoever leaves early would weigh more in each of the rows they have; so that parts where many leave do not
-- weigh less, the others of a department, grade and tenure band together weigh as much as its mentees.
with

asked_for as (

    select outcome.*
    from outcome
    cross join asked
    where (asked.department is null or outcome.department = asked.department)
        and (asked.job_family is null or outcome.job_family = asked.job_family)
        and (asked.grade is null or outcome.grade = asked.grade)
        and (asked.location is null or outcome.location = asked.location)
        and (asked.gender is null or outcome.gender = asked.gender)
        and (asked.category is null or outcome.arm = 0 or outcome.category = asked.category)

),

counted as (

    select
        asked_for.*,
        sum(arm) over (partition by department, grade, band, tenure_band, trial_year) as n1,
        sum(case when arm = 0 then 1 + lost else 0 end) over (
            partition by department, grade, band, tenure_band, trial_year
        ) as n0
    from asked_for

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
    trial_month,
    arm,
    category,
    u,
    event,
    cause,
    case when arm = 1 then share
         else share * cast(sum(arm) over (partition by department, grade, tenure_band) as double)
              / sum(case when arm = 0 then share else 0 end) over (partition by department, grade, tenure_band)
    end as weight
from matched
