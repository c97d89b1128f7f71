-- One row per person and month since the programme began, with the position and score band of that
-- month; a month that two spells share belongs to the earlier one. exposed is 1 from the month of
-- time zero on, in the spell of that pairing, and empty between the pairing and time zero and in
-- later spells, which are in neither arm. is_paired is 1 in the month of the first pairing.
-- reads: calendar, exposure, own_segment, position_spell, review_score, spell, time_zero
-- makes: employed_month
with

programme_start as (select min(pair_month) as month from exposure),

employed as (

    select
        spell.person_id,
        spell.spell,
        calendar.month,
        calendar.month - spell.hire_month as tenure,
        exposure.pair_month,
        exposure.band as paired_band,
        case when exposure.pair_month is null or calendar.month <= exposure.pair_month then 0
             when exposure.pair_month >= spell.entry_month
                  and calendar.month > exposure.pair_month + time_zero.wait_months then 1
             end as exposed,
        case when calendar.month = exposure.pair_month then 1 else 0 end as is_paired,
        row_number() over (partition by spell.person_id, calendar.month order by spell.spell) as nth
    from spell
    cross join programme_start
    cross join time_zero
    inner join calendar
        on calendar.month between spell.entry_month and spell.last_month
            and calendar.month > programme_start.month
    left join exposure on exposure.person_id = spell.person_id

)

select
    employed.person_id,
    employed.month,
    employed.tenure,
    employed.exposed,
    employed.is_paired,
    position_spell.department,
    position_spell.grade,
    coalesce(
        case when employed.exposed = 1 then employed.paired_band else review_score.band end, 0
    ) as band,
    coalesce(review_score.fine_band, 0) as fine_band,
    coalesce(own_segment.own_stratum, 0) as own_stratum
from employed
inner join position_spell
    on position_spell.person_id = employed.person_id
    and position_spell.spell = employed.spell
    and employed.month between position_spell.from_month and position_spell.to_month
left join own_segment
    on own_segment.person_id = position_spell.person_id
    and own_segment.spell = position_spell.spell
    and own_segment.from_month = position_spell.from_month
left join review_score
    on review_score.person_id = employed.person_id
    and employed.month between review_score.from_month and review_score.to_month
where employed.nth = 1
