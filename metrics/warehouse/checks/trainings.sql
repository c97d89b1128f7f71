-- One row per line of trainings, with whether the person and the category are known.
select
    trainings.*,
    row_number() over (
        partition by trainings.person_id, trainings.training, trainings.started_on
            order by trainings.line
    ) * case when trainings.person_id is null or trainings.training is null then 0
        else 1 end as copy,
    min(trainings.line) over (
        partition by trainings.person_id, trainings.training, trainings.started_on
    ) as first_line,
    person.person_id as person_known,
    known_category.category as category_known,
    category_count.categories_given
from trainings
left join (select distinct person_id from staff) as person on person.person_id = trainings.person_id
left join known_category on known_category.category = trainings.category
cross join category_count
