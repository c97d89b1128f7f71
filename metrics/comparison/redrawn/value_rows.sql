-- One row per person and period with a value: g is their first period after pairing (0 if never
-- paired), and cluster_id with whom they were paired.
-- reads: exposure, observed
select
    observed.person_id,
    observed.period,
    observed.value,
    coalesce(observed.g, 0) as g,
    coalesce(exposure.cluster_id, '') as cluster_id
from observed
left join exposure on exposure.person_id = observed.person_id
order by observed.person_id, observed.period
