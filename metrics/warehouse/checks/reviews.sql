-- One row per line of reviews, with whether the person is known, their first hire, whether they
-- were employed that day, their first review in the same review cycle, and the scale that most
-- reviews use.
with

employed_then as (

    select distinct reviews.line
    from reviews
    inner join staff
        on staff.person_id = reviews.person_id
        and staff.hire_date <= reviews.review_date
        and (staff.exit_date is null or staff.exit_date >= reviews.review_date)

),

scale as (

    select scale_max, row_number() over (order by count(*) desc, scale_max) as place
    from reviews
    where scale_max is not null
    group by scale_max

),

numbered as (

    select
        reviews.*,
        floor(
            cast(year(review_date) * 12 + month(review_date) - 1 as double)
            / nullif(run.review_months, 0)
        ) as cycle
    from reviews
    cross join run

)

select
    numbered.*,
    row_number() over (
        partition by numbered.person_id, numbered.review_date, numbered.reviewer_id
            order by numbered.line
    ) * case when numbered.person_id is null or numbered.review_date is null then 0
        else 1 end as copy,
    min(numbered.line) over (
        partition by numbered.person_id, numbered.review_date, numbered.reviewer_id
    ) as first_line,
    case when numbered.person_id is not null
         then min(numbered.review_date)
             over (partition by numbered.person_id, numbered.cycle) end as first_in_cycle,
    scale.scale_max as usual_scale,
    person_hire.person_id as known,
    person_hire.first_hire,
    employed_then.line as employed
from numbered
left join person_hire on person_hire.person_id = numbered.person_id
left join employed_then on employed_then.line = numbered.line
left join scale on scale.place = 1
