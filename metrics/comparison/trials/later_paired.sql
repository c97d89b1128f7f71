-- One row: how many rows of people not paired yet there are, and how many of them end because they are paired before
-- the last follow-up month.
with

horizon as (select max(k) as last_k from follow_up)

select
    count(*) as n,
    sum(case when weighted.event = 0
                  and weighted.u < horizon.last_k
                  and weighted.u = first_pairing.pair_month - weighted.trial_month - 2 then 1 else 0 end) as later_paired
from weighted
cross join horizon
left join first_pairing on first_pairing.person_id = weighted.person_id
where weighted.arm = 0
