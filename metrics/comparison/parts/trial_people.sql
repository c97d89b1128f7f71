-- One row per person: their influence on the difference between the parts, and their weight in each part and arm.
select
    part_row.person_id,
    max(first_pairing.mentor_id) as mentor_id,
    sum(part_row.weight * part_coefficient.influence) as influence,
    sum(case when part_row.part = 1 and part_row.arm = 1 then part_row.weight else 0 end) as mentee_in,
    sum(case when part_row.part = 0 and part_row.arm = 1 then part_row.weight else 0 end) as mentee_out,
    sum(case when part_row.part = 1 and part_row.arm = 0 then part_row.weight else 0 end) as other_in,
    sum(case when part_row.part = 0 and part_row.arm = 0 then part_row.weight else 0 end) as other_out
from part_row
inner join part_coefficient
    on part_coefficient.part = part_row.part
    and part_coefficient.arm = part_row.arm
    and part_coefficient.u = part_row.u
    and part_coefficient.event = part_row.event
left join first_pairing on first_pairing.person_id = part_row.person_id
group by part_row.person_id
order by part_row.person_id
