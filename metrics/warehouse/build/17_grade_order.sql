-- One row per grade whose place in the order is known, from low to high: as the company declares
-- it, else by the median full-time pay of the positions in it. Grades with the same median share a
-- place; a grade without pay has none.
-- reads: declared_grade, position_spell
-- makes: grade_order
with

declared as (select count(*) as n from declared_grade),

full_time_pay as (

    select
        grade,
        cast(annual_salary as double) / nullif(coalesce(fte, 1), 0) as pay
    from position_spell
    where grade <> '' and annual_salary is not null

),

numbered as (

    select
        grade,
        pay,
        row_number() over (partition by grade order by pay) as nth,
        count(*) over (partition by grade) as n
    from full_time_pay
    where pay is not null

),

median_pay as (

    select grade, avg(pay) as pay
    from numbered
    where 2 * nth between n and n + 2
    group by grade

)

select grade, place
from declared_grade

union all

select median_pay.grade, dense_rank() over (order by median_pay.pay) as place
from median_pay
cross join declared
where declared.n = 0
