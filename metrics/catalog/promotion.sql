-- One row per person and step to a higher grade than any that they had before in the same spell.
select
    person_id,
    month,
    1 as event,
    grade as cause
from move
where place > place_before
