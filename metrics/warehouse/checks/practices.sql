-- One row per line of practices, with whether the expert and the category are known.
select
    practices.*,
    row_number() over (partition by practices.practice_id order by practices.line)
        * case when practices.practice_id is null then 0 else 1 end as copy,
    min(practices.line) over (partition by practices.practice_id) as first_line,
    expert.person_id as expert_known,
    known_category.category as category_known,
    category_count.categories_given
from practices
left join (select distinct person_id from staff) as expert on expert.person_id = practices.expert_id
left join known_category on known_category.category = practices.category
cross join category_count
