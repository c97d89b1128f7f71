-- One row per stratum of the question's own keys and key: its level there. place is the order in
-- which the keys are asked for.
-- reads: asked_level, own_segment, person_attribute
-- makes: own_level
select distinct
    own_segment.own_stratum,
    asked_level.place,
    asked_level.key_name,
    asked_level.level,
    asked_level.code
from own_segment
inner join person_attribute
    on person_attribute.person_id = own_segment.person_id
    and person_attribute.spell = own_segment.spell
    and person_attribute.from_month = own_segment.from_month
inner join asked_level
    on asked_level.key_name = person_attribute.key_name
    and asked_level.level = person_attribute.level
