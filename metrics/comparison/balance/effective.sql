-- One row: how many controls are matched (people), and how many equally weighted people they count
-- as (effective, after Kish).
-- reads: matched
with

person_weight as (

    select person_id, sum(weight) as weight
    from matched
    where arm = 0
    group by person_id

)

select
    count(*) as people,
    cast(sum(weight) * sum(weight) as double) / nullif(sum(weight * weight), 0) as effective
from person_weight
