-- One row per person who took a practice over, in the place of a mentee; each stands in the mentor's place too, because
-- there it names the cluster, and each is one of their own.
select
    adoption.practice_id || ' ' || adoption.person_id as pairing_id,
    adoption.person_id as mentee_id,
    adoption.person_id as mentor_id,
    adoption.category,
    '' as goal_group,
    adoption.adopted_on as start_date
from adoption
