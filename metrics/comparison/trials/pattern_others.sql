-- One row per pattern that is compared: the sums, over its rows of the comparison group, of their
-- influence on each estimate per unit of weight.
-- reads: coefficient, matched
select
    matched.pattern,
    sum(coefficient.long_rmst) as long_rmst,
    sum(coefficient.short_rmst) as short_rmst,
    sum(coefficient.short_survival) as short_survival
from matched
inner join coefficient
    on coefficient.arm = matched.arm and coefficient.u = matched.u
        and coefficient.event = matched.event
where matched.arm = 0
group by matched.pattern
order by matched.pattern
