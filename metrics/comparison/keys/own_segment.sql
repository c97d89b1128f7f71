-- One row per employment spell and run of months in one position, with the number of its stratum:
-- one combination of the levels of the question's own keys. No rows where it has no keys.
-- reads: asked_level, key_factor, person_attribute
-- makes: own_segment
with

coded as (

    select
        person_attribute.person_id,
        person_attribute.spell,
        person_attribute.from_month,
        person_attribute.to_month,
        sum(asked_level.code * key_factor.factor) as code
    from person_attribute
    inner join asked_level
        on asked_level.key_name = person_attribute.key_name
        and asked_level.level = person_attribute.level
    inner join key_factor on key_factor.key_name = person_attribute.key_name
    group by person_attribute.person_id, person_attribute.spell, person_attribute.from_month,
        person_attribute.to_month

)

select
    person_id,
    spell,
    from_month,
    to_month,
    dense_rank() over (order by code) as own_stratum
from coded
