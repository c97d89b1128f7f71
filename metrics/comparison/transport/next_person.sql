-- One row per person within the scope who could be paired next: employed in the last month, never
-- a mentee, and not mentoring in it, with who they are in that month. waiting is 1 for those who
-- asked: a candidate of a lottery who was not drawn, or somebody who accepted an invitation.
-- reads: exposure, invitations, lottery_entries, other_role, position_spell, review_score, run
-- reads: scope, spell
-- makes: next_person
with

asked as (

    select lottery_entries.person_id
    from lottery_entries
    cross join run
    cross join scope
    where not lottery_entries.drawn
        and lottery_entries.drawn_on <= run.as_of
        and (scope.category is null or lottery_entries.category = scope.category)

    union

    select invitations.person_id
    from invitations
    cross join run
    cross join scope
    where invitations.role = 'mentee'
        and invitations.response = 'accepted'
        and invitations.invited_on <= run.as_of
        and (scope.category is null or invitations.category = scope.category)

),

mentoring as (

    select distinct other_role.person_id
    from other_role
    cross join run
    where run.last_month between other_role.from_month and other_role.to_month

),

now_employed as (

    select
        spell.person_id,
        spell.spell,
        spell.gender,
        run.last_month,
        case when run.last_month - spell.hire_month < 12 then 0
             when run.last_month - spell.hire_month < 24 then 1
             else 2 end as tenure_band
    from spell
    cross join run
    left join exposure on exposure.person_id = spell.person_id
    left join mentoring on mentoring.person_id = spell.person_id
    where spell.has_left = 0 and exposure.person_id is null and mentoring.person_id is null

)

select
    now_employed.person_id,
    position_spell.department,
    position_spell.grade,
    coalesce(review_score.band, 0) as band,
    now_employed.tenure_band,
    case when asked.person_id is null then 0 else 1 end as waiting
from now_employed
cross join scope
inner join position_spell
    on position_spell.person_id = now_employed.person_id
    and position_spell.spell = now_employed.spell
    and now_employed.last_month between position_spell.from_month and position_spell.to_month
left join review_score
    on review_score.person_id = now_employed.person_id
    and now_employed.last_month between review_score.from_month and review_score.to_month
left join asked on asked.person_id = now_employed.person_id
where (scope.department is null or position_spell.department = scope.department)
    and (scope.job_family is null or position_spell.job_family = scope.job_family)
    and (scope.grade is null or position_spell.grade = scope.grade)
    and (scope.location is null or position_spell.location = scope.location)
    and (scope.gender is null or now_employed.gender = scope.gender)
    and (scope.tenure is null
        or (scope.tenure = '0-11' and now_employed.tenure_band = 0)
        or (scope.tenure = '12-23' and now_employed.tenure_band = 1)
        or (scope.tenure = '24+' and now_employed.tenure_band = 2))
