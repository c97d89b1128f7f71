-- One row per line of invitations, with whether the person and the category are known and when the person was hired first.
select
    invitations.*,
    row_number() over (
        partition by invitations.person_id, invitations.role, invitations.category, invitations.invited_on
        order by invitations.line
    ) * case when invitations.person_id is null or invitations.invited_on is null then 0 else 1 end as copy,
    min(invitations.line) over (
        partition by invitations.person_id, invitations.role, invitations.category, invitations.invited_on
    ) as first_line,
    person.person_id as person_known,
    person.first_hire,
    known.category as category_known,
    given.categories_given
from invitations
left join person on person.person_id = invitations.person_id
left join known on known.category = invitations.category
cross join given
