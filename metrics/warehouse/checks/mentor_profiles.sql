-- One row per line of mentor_profiles, with whether the person and the category are known, and the
-- person's first hire.
select
    mentor_profiles.*,
    row_number() over (
        partition by mentor_profiles.person_id, mentor_profiles.category,
            mentor_profiles.assessed_on
        order by mentor_profiles.line
    ) * case when mentor_profiles.person_id is null or mentor_profiles.assessed_on is null then 0
        else 1 end as copy,
    min(mentor_profiles.line) over (
        partition by mentor_profiles.person_id, mentor_profiles.category,
            mentor_profiles.assessed_on
    ) as first_line,
    person_hire.person_id as person_known,
    person_hire.first_hire,
    known_category.category as category_known,
    category_count.categories_given
from mentor_profiles
left join person_hire on person_hire.person_id = mentor_profiles.person_id
left join known_category on known_category.category = mentor_profiles.category
cross join category_count
