-- One row: the rows of controls (n), and those that end because the person is paired before the
-- last follow-up month (later_paired).
-- reads: exposure, follow_up_month, matched, time_zero
with

horizon as (select max(k) as last_k from follow_up_month)

select
    count(*) as n,
    sum(case when matched.event = 0
                  and matched.u < horizon.last_k
                  and matched.u = exposure.pair_month - matched.trial_month - 2
                      - time_zero.wait_months then 1
                      else 0 end) as later_paired
from matched
cross join horizon
cross join time_zero
left join exposure on exposure.person_id = matched.person_id
where matched.arm = 0
