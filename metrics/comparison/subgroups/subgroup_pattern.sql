-- One row per person, trial and part, with the number of its pattern: one part, department, grade,
-- fine score band, fine tenure band, year and stratum of own keys.
-- reads: follow_up, subgroup_entrant
-- makes: subgroup_pattern
select
    subgroup_entrant.person_id,
    subgroup_entrant.part,
    subgroup_entrant.department,
    follow_up.grade,
    follow_up.fine_band,
    follow_up.fine_tenure,
    follow_up.trial_year,
    follow_up.own_stratum,
    follow_up.arm,
    follow_up.u,
    follow_up.event,
    dense_rank() over (
        order by subgroup_entrant.part, subgroup_entrant.department, follow_up.grade,
            follow_up.fine_band, follow_up.fine_tenure, follow_up.trial_year,
            follow_up.own_stratum
    ) as pattern
from subgroup_entrant
inner join follow_up
    on follow_up.person_id = subgroup_entrant.person_id
    and follow_up.trial_month = subgroup_entrant.entry
