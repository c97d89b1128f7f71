-- One row per employment spell, run of months in one position and key that people can be matched
-- on, with its level: the text itself, '' where it is missing, or for a number the highest band
-- whose lower cut it reaches. A value in positions goes before the one in staff, which is that of
-- the spell's last row.
-- reads: declared_value, key_band, matching_key, position_spell, spell
-- makes: person_attribute
with

in_position as (

    select
        position_spell.person_id,
        position_spell.spell,
        position_spell.valid_from,
        position_spell.from_month,
        position_spell.to_month,
        position_spell.job_family,
        position_spell.location,
        position_spell.manager_id,
        position_spell.fte,
        position_spell.annual_salary,
        spell.gender,
        spell.last_row_date,
        case when spell.high_potential then 'yes'
             when not spell.high_potential then 'no' end as high_potential
    from position_spell
    inner join spell
        on spell.person_id = position_spell.person_id and spell.spell = position_spell.spell

),

written as (

    select person_id, spell, from_month, to_month, 'job_family' as key_name, job_family as level
    from in_position

    union all

    select person_id, spell, from_month, to_month, 'location' as key_name, location as level
    from in_position

    union all

    select person_id, spell, from_month, to_month, 'manager_id' as key_name, manager_id as level
    from in_position

    union all

    select person_id, spell, from_month, to_month, 'gender' as key_name, gender as level
    from in_position

    union all

    select
        person_id, spell, from_month, to_month,
        'high_potential' as key_name,
        high_potential as level
    from in_position

),

declared as (

    select
        in_position.person_id,
        in_position.spell,
        in_position.from_month,
        in_position.to_month,
        matching_key.key_name,
        coalesce(since.value, hired.value) as level,
        coalesce(since.number, hired.number) as number
    from in_position
    inner join matching_key on matching_key.is_declared = 1
    left join declared_value as since
        on since.source = 'positions'
        and since.key_name = matching_key.key_name
        and since.person_id = in_position.person_id
        and since.valid_from = in_position.valid_from
    left join declared_value as hired
        on hired.source = 'staff'
        and hired.key_name = matching_key.key_name
        and hired.person_id = in_position.person_id
        and hired.valid_from = in_position.last_row_date

),

counted as (

    select person_id, spell, from_month, to_month, 'fte' as key_name, fte as number
    from in_position

    union all

    select
        person_id, spell, from_month, to_month,
        'annual_salary' as key_name,
        annual_salary as number
    from in_position

    union all

    select declared.person_id, declared.spell, declared.from_month, declared.to_month,
        declared.key_name, declared.number
    from declared
    inner join matching_key
        on matching_key.key_name = declared.key_name and matching_key.kind = 'number'

),

banded as (

    select
        counted.person_id,
        counted.spell,
        counted.from_month,
        counted.to_month,
        counted.key_name,
        cast(max(key_band.band) as varchar) as level
    from counted
    inner join matching_key on matching_key.key_name = counted.key_name
    left join key_band
        on key_band.key_name = counted.key_name and counted.number >= key_band.low
    group by counted.person_id, counted.spell, counted.from_month, counted.to_month,
        counted.key_name

)

select
    written.person_id,
    written.spell,
    written.from_month,
    written.to_month,
    written.key_name,
    coalesce(written.level, '') as level
from written
inner join matching_key on matching_key.key_name = written.key_name

union all

select
    declared.person_id,
    declared.spell,
    declared.from_month,
    declared.to_month,
    declared.key_name,
    coalesce(declared.level, '') as level
from declared
inner join matching_key
    on matching_key.key_name = declared.key_name and matching_key.kind <> 'number'

union all

select person_id, spell, from_month, to_month, key_name, coalesce(level, '') as level
from banded
