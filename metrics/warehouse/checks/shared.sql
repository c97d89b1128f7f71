-- Named queries that several checks read: one row per person of staff with the first hire, one per category, and one with
-- how many categories are given.
person as (

    select person_id, min(hire_date) as first_hire
    from staff
    group by person_id

),

known as (

    select distinct category
    from categories

),

given as (

    select count(*) as categories_given
    from categories

)
