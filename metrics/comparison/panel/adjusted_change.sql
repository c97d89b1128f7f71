-- One row per person, cohort and period from g to g+3: the value less the mean of g-5 to g-3, the
-- two values before pairing, and the person's position and tenure in the first month of period g-1
-- (before any pairing that counts in g; as they were last before it where no spell covers it). A
-- pattern is one department, grade, tenure band, fifth of either value, and stratum of own keys.
-- Controls are those never mentored, or only after that period.
-- reads: adjusted_earlier, observed, own_segment, position_spell, run, spell
-- makes: adjusted_change
with

dated as (

    select adjusted_earlier.*, (adjusted_earlier.g - 1) * run.review_months as month
    from adjusted_earlier
    cross join run
    where adjusted_earlier.base is not null

),

position_then as (

    select
        dated.person_id,
        dated.g,
        position_spell.department,
        position_spell.grade,
        own_segment.own_stratum,
        dated.month - spell.hire_month as tenure,
        row_number() over (
            partition by dated.person_id, dated.g
            order by position_spell.spell desc, position_spell.from_month desc
        ) as nth
    from dated
    inner join position_spell
        on position_spell.person_id = dated.person_id
        and position_spell.from_month <= dated.month
    inner join spell
        on spell.person_id = position_spell.person_id
        and spell.spell = position_spell.spell
    left join own_segment
        on own_segment.person_id = position_spell.person_id
        and own_segment.spell = position_spell.spell
        and own_segment.from_month = position_spell.from_month

),

described as (

    select
        dated.*,
        coalesce(position_then.department, '') as department,
        coalesce(position_then.grade, '') as grade,
        coalesce(position_then.own_stratum, 0) as own_stratum,
        case when position_then.tenure is null then -1
             when position_then.tenure < 12 then 0
             when position_then.tenure < 24 then 1
             else 2 end as tenure_band
    from dated
    left join position_then
        on position_then.person_id = dated.person_id
        and position_then.g = dated.g
        and position_then.nth = 1

)

select
    described.person_id,
    described.g,
    observed.period as t,
    described.treated,
    observed.value - described.base as dy,
    described.last,
    described.before,
    described.department,
    described.grade,
    described.tenure_band,
    described.own_stratum,
    described.last_fifth,
    described.before_fifth,
    dense_rank() over (
        order by described.department, described.grade, described.tenure_band,
            described.last_fifth, described.before_fifth, described.own_stratum
    ) as pattern
from described
inner join observed
    on observed.person_id = described.person_id
    and observed.period between described.g and described.g + 3
where described.treated = 1
    or described.own_g is null
    or described.own_g > observed.period
