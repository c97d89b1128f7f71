-- One row per line of invitations, with whether the person and the category are known, and the
-- person's first hire.
select
    invitations.*,
    row_number() over (
        partition by invitations.person_id, invitations.role, invitations.category,
            invitations.invited_on
        order by invitations.line
    ) * case when invitations.person_id is null or invitations.invited_on is null then 0
        else 1 end as copy,
    min(invitations.line) over (
        partition by invitations.person_id, invitations.role, invitations.category,
            invitations.invited_on
    ) as first_line,
    person_hire.person_id as person_known,
    person_hire.first_hire,
    known_category.category as category_known,
    category_count.categories_given
from invitations
left join person_hire on person_hire.person_id = invitations.person_id
left join known_category on known_category.category = invitations.category
cross join category_count
