-- One row per role (mentee, mentor, adopter) and person who was ever in it: how it began. That is
-- the first pairing as a mentee, the first as a mentor, or the first practice adopted. first_period
-- is the first review period whose review comes after that day; where the person has no review in
-- the period of that day, the company's last review day in it decides. band is that of the last
-- review before that day, 0 without one. cluster_id names the people who share an exposure: a
-- mentee's is the mentor; a mentor and an adopter are a cluster of their own. The mentor's position
-- is that in the month of pairing, '' where it is unknown and in the other roles.
-- reads: pairings, position_spell, practice_adoption, review_score, run, spell
-- makes: role_exposure
with

exposure_start as (

    select
        'mentee' as role,
        mentee_id as person_id,
        pairing_id,
        mentor_id as cluster_id,
        category,
        goal_group,
        start_date
    from pairings

    union all

    select
        'mentor' as role,
        mentor_id as person_id,
        pairing_id,
        mentor_id as cluster_id,
        category,
        goal_group,
        start_date
    from pairings
    where mentor_id is not null

    union all

    select
        'adopter' as role,
        person_id,
        practice_id || ' ' || person_id as pairing_id,
        person_id as cluster_id,
        category,
        '' as goal_group,
        adopted_on as start_date
    from practice_adoption

),

numbered as (

    select
        exposure_start.*,
        year(start_date) * 12 + month(start_date) - 1 as pair_month,
        row_number() over (partition by role, person_id order by start_date, pairing_id) as nth
    from exposure_start

),

first_start as (

    select
        numbered.*,
        cast(
            floor(cast(numbered.pair_month as double) / nullif(run.review_months, 0)) as int
        ) as period
    from numbered
    cross join run
    where numbered.nth = 1 and numbered.pair_month <= run.last_month

),

last_review as (

    select
        first_start.role,
        first_start.person_id,
        review_score.band,
        review_score.fine_band,
        row_number() over (
            partition by first_start.role, first_start.person_id
                order by review_score.review_date desc
        ) as nth
    from first_start
    inner join review_score
        on review_score.person_id = first_start.person_id
        and review_score.review_date < first_start.start_date

),

own_review as (

    select person_id, period, max(review_date) as review_date
    from review_score
    group by person_id, period

),

company_review as (

    select period, max(review_date) as review_date
    from review_score
    group by period

),

mentor_position as (

    select
        first_start.person_id,
        position_spell.department,
        position_spell.job_family,
        position_spell.grade,
        row_number() over (partition by first_start.person_id order by spell.spell desc) as nth
    from first_start
    inner join spell
        on spell.person_id = first_start.cluster_id
        and first_start.pair_month between spell.hire_month and spell.last_month
    inner join position_spell
        on position_spell.person_id = spell.person_id
        and position_spell.spell = spell.spell
        and first_start.pair_month between position_spell.from_month and position_spell.to_month
    where first_start.role = 'mentee'

)

select
    first_start.role,
    first_start.person_id,
    first_start.pairing_id,
    first_start.cluster_id,
    first_start.category,
    first_start.goal_group,
    first_start.start_date,
    first_start.pair_month,
    first_start.period
        + case when coalesce(own_review.review_date, company_review.review_date)
                    <= first_start.start_date then 1
               else 0 end as first_period,
    coalesce(last_review.band, 0) as band,
    coalesce(last_review.fine_band, 0) as fine_band,
    coalesce(mentor_position.department, '') as mentor_department,
    coalesce(mentor_position.job_family, '') as mentor_job_family,
    coalesce(mentor_position.grade, '') as mentor_grade
from first_start
left join last_review
    on last_review.role = first_start.role
    and last_review.person_id = first_start.person_id
    and last_review.nth = 1
left join own_review
    on own_review.person_id = first_start.person_id
    and own_review.period = first_start.period
left join company_review on company_review.period = first_start.period
left join mentor_position
    on mentor_position.person_id = first_start.person_id
    and mentor_position.nth = 1
    and first_start.role = 'mentee'
