-- One row per key of the question and level that anybody has of it, numbered from 0.
-- reads: asked_key, person_attribute
-- makes: asked_level
select
    asked_key.key_name,
    asked_key.place,
    person_attribute.level,
    dense_rank() over (partition by asked_key.key_name order by person_attribute.level) - 1 as code
from asked_key
inner join person_attribute on person_attribute.key_name = asked_key.key_name
group by asked_key.key_name, asked_key.place, person_attribute.level
