-- One row per person: the sum of their rows' influence on each estimate, and their weight in each arm.
select
    weighted.person_id,
    max(first_pairing.mentor_id) as mentor_id,
    sum(weighted.weight * coefficient.long_rmst) as long_rmst,
    sum(weighted.weight * coefficient.short_rmst) as short_rmst,
    sum(weighted.weight * coefficient.short_survival) as short_survival,
    sum(case when weighted.arm = 1 then weighted.weight else 0 end) as weight1,
    sum(case when weighted.arm = 0 then weighted.weight else 0 end) as weight0
from weighted
inner join coefficient
    on coefficient.arm = weighted.arm and coefficient.u = weighted.u and coefficient.event = weighted.event
left join first_pairing on first_pairing.person_id = weighted.person_id
group by weighted.person_id
