-- One row per person and trial within the scope with at least two reviews before it: the last score
-- (x) and the mean of up to four scores before that one (y). The last review is that of the
-- matching cell: before the pairing for a mentee, before the trial month for a control.
-- reads: exposure, review_score, scope_follow_up
-- makes: score_history
with

history as (

    select
        person_id,
        review_date,
        from_month,
        to_month,
        score,
        avg(score) over (
            partition by person_id order by review_date rows between 4 preceding and 1 preceding
        ) as earlier
    from review_score

),

paired_review as (

    select exposure.person_id, max(history.review_date) as review_date
    from exposure
    inner join history on history.person_id = exposure.person_id
    where history.review_date < exposure.start_date
    group by exposure.person_id

)

select
    scope_follow_up.person_id,
    scope_follow_up.arm,
    scope_follow_up.department,
    scope_follow_up.grade,
    scope_follow_up.band,
    scope_follow_up.tenure_band,
    scope_follow_up.trial_year,
    scope_follow_up.own_stratum,
    history.score as x,
    history.earlier as y
from scope_follow_up
left join paired_review on paired_review.person_id = scope_follow_up.person_id
inner join history on history.person_id = scope_follow_up.person_id
where history.earlier is not null
    and case when scope_follow_up.arm = 1
                 then case when history.review_date = paired_review.review_date then 1 else 0 end
             when scope_follow_up.trial_month between history.from_month and history.to_month
                 then 1
             else 0 end = 1
