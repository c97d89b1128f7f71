-- One row per person: their influence on the difference between the parts, and their number of cells in each part and
-- arm.
with

felt as (

    select
        parted.person_id,
        parted.part,
        parted.arm,
        (difference.dy - part_coefficient.mean) * part_coefficient.scale as influence
    from parted
    inner join difference
        on difference.person_id = parted.person_id
        and difference.g = parted.entry
        and difference.treated = parted.arm
    inner join part_coefficient
        on part_coefficient.part = parted.part
        and part_coefficient.g = difference.g
        and part_coefficient.t = difference.t
        and part_coefficient.treated = difference.treated

)

select
    felt.person_id,
    max(first_pairing.mentor_id) as mentor_id,
    sum(felt.influence) as influence,
    cast(sum(case when felt.part = 1 and felt.arm = 1 then 1 else 0 end) as double) as mentee_in,
    cast(sum(case when felt.part = 0 and felt.arm = 1 then 1 else 0 end) as double) as mentee_out,
    cast(sum(case when felt.part = 1 and felt.arm = 0 then 1 else 0 end) as double) as other_in,
    cast(sum(case when felt.part = 0 and felt.arm = 0 then 1 else 0 end) as double) as other_out
from felt
left join first_pairing on first_pairing.person_id = felt.person_id
group by felt.person_id
order by felt.person_id
