-- One row per key that these data allow: how many levels it has, a missing value included, and
-- whether anybody's level changes within an employment spell.
-- reads: matching_key, person_attribute
-- makes: available_key
with

in_spell as (

    select key_name, person_id, spell, count(distinct level) as n
    from person_attribute
    group by key_name, person_id, spell

),

changing as (

    select key_name, max(case when n > 1 then 1 else 0 end) as changes
    from in_spell
    group by key_name

),

different as (

    select key_name, count(distinct level) as levels
    from person_attribute
    group by key_name

)

select
    matching_key.key_name,
    matching_key.kind,
    matching_key.is_declared,
    matching_key.place,
    matching_key.nth,
    coalesce(different.levels, 0) as levels,
    coalesce(changing.changes, 0) as changes
from matching_key
left join different on different.key_name = matching_key.key_name
left join changing on changing.key_name = matching_key.key_name
