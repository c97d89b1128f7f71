-- One row per line of categories, with whether its parent is known and whether it is part of
-- itself.
with recursive

ancestor as (

    select category, parent, 1 as steps
    from categories
    where parent is not null

    union

    select ancestor.category, categories.parent, ancestor.steps + 1 as steps
    from ancestor
    inner join categories on categories.category = ancestor.parent
    where categories.parent is not null and ancestor.steps < 12

),

looped as (

    select distinct category
    from ancestor
    where category = parent

)

select
    categories.*,
    row_number() over (partition by categories.category order by categories.line)
        * case when categories.category is null then 0 else 1 end as copy,
    min(categories.line) over (partition by categories.category) as first_line,
    known_category.category as parent_known,
    looped.category as in_loop
from categories
left join known_category on known_category.category = categories.parent
left join looped on looped.category = categories.category
