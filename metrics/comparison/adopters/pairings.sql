-- One row per person who took a practice over, in the place of a mentee; each stands in the mentor's place too, because
-- there it names the cluster, and each is one of their own.
select
    practice_adoption.practice_id || ' ' || practice_adoption.person_id as pairing_id,
    practice_adoption.person_id as mentee_id,
    practice_adoption.person_id as mentor_id,
    practice_adoption.category,
    '' as goal_group,
    practice_adoption.adopted_on as start_date
from practice_adoption
