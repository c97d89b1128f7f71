-- One row per person compared: their weight in each arm, and the sum of their weighted values.
-- reads: exposure, newcomer_row
select
    newcomer_row.person_id,
    max(exposure.cluster_id) as cluster_id,
    sum(case when arm = 1 then weight else 0 end) as weight1,
    sum(case when arm = 0 then weight else 0 end) as weight0,
    sum(case when arm = 1 then weight * value else 0 end) as total1,
    sum(case when arm = 0 then weight * value else 0 end) as total0
from newcomer_row
left join exposure on exposure.person_id = newcomer_row.person_id
group by newcomer_row.person_id
