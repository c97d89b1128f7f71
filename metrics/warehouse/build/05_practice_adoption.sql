-- One row per practice and person in staff who adopted it, without its expert, with the month and
-- the practice's category.
-- reads: adoptions, practices, run, staff
-- makes: practice_adoption
select
    adoptions.practice_id,
    practices.category,
    adoptions.person_id,
    adoptions.adopted_on,
    year(adoptions.adopted_on) * 12 + month(adoptions.adopted_on) - 1 as month
from adoptions
inner join practices on practices.practice_id = adoptions.practice_id
inner join (select distinct person_id from staff) as person
    on person.person_id = adoptions.person_id
cross join run
where adoptions.adopted_on <= run.as_of and adoptions.person_id <> practices.expert_id
