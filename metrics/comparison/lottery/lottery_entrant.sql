-- One row per person who was ever a candidate in a lottery drawn by the last day of the data, by
-- their first lottery: fate says whether they count (kept), or why not (unknown: not in staff,
-- not_employed, or no longer followed, on the day of the draw, already_paired before it).
-- pair_month is the month of the first pairing as a mentee from the draw on, cluster_id its
-- mentor. score is that of the last review before the draw, tenure the months since hire.
-- reads: lottery_entries, pairings, review_score, run, spell
-- makes: lottery_entrant
with

numbered as (

    select
        lottery_entries.*,
        year(lottery_entries.drawn_on) * 12 + month(lottery_entries.drawn_on) - 1 as draw_month,
        row_number() over (
            partition by lottery_entries.person_id
            order by lottery_entries.drawn_on, lottery_entries.lottery_id
        ) as nth
    from lottery_entries
    cross join run
    where lottery_entries.drawn_on <= run.as_of

),

first_entry as (

    select * from numbered where nth = 1

),

known as (

    select distinct person_id from spell

),

employed as (

    select
        first_entry.person_id,
        spell.hire_month,
        spell.last_month,
        row_number() over (
            partition by first_entry.person_id order by spell.hire_date desc
        ) as nth
    from first_entry
    inner join spell
        on spell.person_id = first_entry.person_id
        and spell.hire_date <= first_entry.drawn_on
        and (spell.exit_date is null or spell.exit_date >= first_entry.drawn_on)
        and (spell.lost_on is null or spell.lost_on >= first_entry.drawn_on)

),

paired as (

    select
        first_entry.person_id,
        pairings.mentor_id,
        year(pairings.start_date) * 12 + month(pairings.start_date) - 1 as pair_month,
        case when pairings.start_date < first_entry.drawn_on then 1 else 0 end as before_draw,
        row_number() over (
            partition by first_entry.person_id
            order by pairings.start_date, pairings.pairing_id
        ) as nth
    from first_entry
    inner join pairings on pairings.mentee_id = first_entry.person_id
    cross join run
    where pairings.start_date <= run.as_of

),

last_score as (

    select
        first_entry.person_id,
        review_score.score,
        row_number() over (
            partition by first_entry.person_id order by review_score.review_date desc
        ) as nth
    from first_entry
    inner join review_score
        on review_score.person_id = first_entry.person_id
        and review_score.review_date < first_entry.drawn_on

)

select
    first_entry.lottery_id,
    first_entry.person_id,
    coalesce(first_entry.stratum, '') as stratum,
    coalesce(first_entry.cluster, '') as cluster,
    case when first_entry.drawn then 1 else 0 end as drawn,
    first_entry.chance,
    first_entry.draw_month,
    cast(
        floor(cast(first_entry.draw_month as double) / nullif(run.review_months, 0)) as int
    ) as draw_period,
    employed.last_month,
    first_entry.draw_month - employed.hire_month as tenure,
    paired.pair_month,
    paired.mentor_id as cluster_id,
    last_score.score,
    case when known.person_id is null then 'unknown'
         when employed.person_id is null then 'not_employed'
         when paired.before_draw = 1 then 'already_paired'
         else 'kept' end as fate
from first_entry
cross join run
left join known on known.person_id = first_entry.person_id
left join employed on employed.person_id = first_entry.person_id and employed.nth = 1
left join paired on paired.person_id = first_entry.person_id and paired.nth = 1
left join last_score on last_score.person_id = first_entry.person_id and last_score.nth = 1
