-- One row per invitation sent, with the reward promised ('' where it is unknown) and the answer (''
-- while it is open).
-- reads: invitations, run
-- makes: invitation_sent
select
    invitations.person_id,
    invitations.role,
    invitations.category,
    invitations.invited_on,
    year(invitations.invited_on) * 12 + month(invitations.invited_on) - 1 as month,
    year(invitations.invited_on) as year,
    coalesce(invitations.reward_form, '') as form,
    invitations.reward_amount as amount,
    coalesce(invitations.response, '') as response
from invitations
cross join run
where invitations.invited_on <= run.as_of
