-- One row per own key of the question and level: rows of mentees and of controls before matching
-- (n1, n0), and their weights after it (w1, w0). place is the order in which the keys are asked
-- for.
-- reads: own_level, trial_weight
select
    own_level.key_name,
    own_level.level,
    own_level.place,
    cast(sum(trial_weight.arm) as double) as n1,
    cast(sum(1 - trial_weight.arm) as double) as n0,
    sum(case when trial_weight.arm = 1 then trial_weight.weight else 0 end) as w1,
    sum(case when trial_weight.arm = 0 then trial_weight.weight else 0 end) as w0
from trial_weight
inner join own_level on own_level.own_stratum = trial_weight.own_stratum
group by own_level.key_name, own_level.level, own_level.place
order by own_level.place, own_level.key_name, own_level.level
