-- One row per matched person and trial: the job or grade at time zero (origin), what the event led
-- to if it came within the horizon (destination, '' if not), and the follow-up month in which the
-- row ends (u).
-- reads: matched, move, move_question, position_spell, run, spell, time_zero
-- makes: matched_move
with

recorded_position as (

    select
        move.person_id,
        move.spell,
        case when move.nth = 1 then 0 else move.month end as from_month,
        coalesce(lead(move.month)
            over (partition by move.person_id, move.spell order by move.nth) - 1, run.last_month)
            as to_month,
        move.department,
        move.job_family,
        move.grade
    from move
    cross join run

),

with_position as (

    select
        matched.person_id,
        matched.arm,
        matched.u,
        matched.weight,
        matched.cause,
        case when matched.event = 1 and matched.u < move_question.months then 1 else 0 end as event,
        move_question.kind,
        coalesce(recorded_position.department, position_spell.department) as department,
        coalesce(recorded_position.job_family, position_spell.job_family) as job_family,
        coalesce(recorded_position.grade, position_spell.grade) as grade
    from matched
    cross join move_question
    cross join time_zero
    inner join spell
        on spell.person_id = matched.person_id
        and spell.entry_month <= matched.trial_month
        and spell.last_month > matched.trial_month
    inner join position_spell
        on position_spell.person_id = spell.person_id
        and position_spell.spell = spell.spell
        and matched.trial_month + 1 + time_zero.wait_months
            between position_spell.from_month and position_spell.to_month
    left join recorded_position
        on recorded_position.person_id = position_spell.person_id
        and recorded_position.spell = position_spell.spell
        and matched.trial_month + time_zero.wait_months
            between recorded_position.from_month and recorded_position.to_month

)

select
    person_id,
    arm,
    u,
    weight,
    event,
    case
        when kind = 'grade' then grade
        when job_family = '' then department
        when department = '' then job_family
        else job_family || ' (' || department || ')'
    end as origin,
    case when event = 1 then coalesce(cause, '') else '' end as destination
from with_position
