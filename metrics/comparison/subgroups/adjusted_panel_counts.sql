-- One row per part, cohort, period, arm and pattern: the number of differences, and the sums of
-- squares and products of the difference and the two values before pairing.
-- reads: adjusted_change, subgroup_entrant
select
    subgroup_entrant.part,
    adjusted_change.g,
    adjusted_change.t,
    adjusted_change.treated,
    adjusted_change.pattern,
    adjusted_change.department,
    adjusted_change.grade,
    adjusted_change.tenure_band,
    adjusted_change.own_stratum,
    adjusted_change.last_fifth,
    adjusted_change.before_fifth,
    cast(count(*) as double) as n,
    sum(adjusted_change.dy) as y,
    sum(adjusted_change.dy * adjusted_change.dy) as yy,
    sum(adjusted_change.last) as x1,
    sum(adjusted_change.before) as x2,
    sum(adjusted_change.last * adjusted_change.dy) as x1y,
    sum(adjusted_change.before * adjusted_change.dy) as x2y,
    sum(adjusted_change.last * adjusted_change.last) as x1x1,
    sum(adjusted_change.last * adjusted_change.before) as x1x2,
    sum(adjusted_change.before * adjusted_change.before) as x2x2
from subgroup_entrant
inner join adjusted_change
    on adjusted_change.person_id = subgroup_entrant.person_id
    and adjusted_change.g = subgroup_entrant.entry
    and adjusted_change.treated = subgroup_entrant.arm
group by
    subgroup_entrant.part, adjusted_change.g, adjusted_change.t, adjusted_change.treated,
    adjusted_change.pattern, adjusted_change.department, adjusted_change.grade,
    adjusted_change.tenure_band, adjusted_change.own_stratum, adjusted_change.last_fifth,
    adjusted_change.before_fifth
order by
    subgroup_entrant.part, adjusted_change.g, adjusted_change.t, adjusted_change.treated,
    adjusted_change.pattern
