-- One row per training that has begun, or whose start is unknown (month and year empty). category
-- is '' where it is for none.
-- reads: run, trainings
-- makes: training_taken
select
    trainings.person_id,
    trainings.training,
    trainings.cost,
    coalesce(trainings.provider, '') as provider,
    coalesce(trainings.career_goal, '') as career_goal,
    coalesce(trainings.category, '') as category,
    year(trainings.started_on) * 12 + month(trainings.started_on) - 1 as month,
    year(trainings.started_on) as year,
    case when trainings.completed_on <= run.as_of then 1 else 0 end as completed
from trainings
cross join run
where trainings.started_on is null or trainings.started_on <= run.as_of
