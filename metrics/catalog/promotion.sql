-- One row per person and change to a higher grade than any before in the same spell.
select
    person_id,
    month,
    1 as event,
    grade as cause
from move
where place > place_before
