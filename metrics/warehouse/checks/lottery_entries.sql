-- One row per line of lottery_entries, with whether the person and the category are known, the
-- person's first hire, whether they had a mentor before the draw, and the days and numbers drawn of
-- the lottery.
with

already_paired as (

    select distinct lottery_entries.line
    from lottery_entries
    inner join pairings
        on pairings.mentee_id = lottery_entries.person_id
        and pairings.start_date < lottery_entries.drawn_on

)

select
    lottery_entries.*,
    row_number() over (
        partition by lottery_entries.lottery_id, lottery_entries.person_id
        order by lottery_entries.line
    ) * case when lottery_entries.lottery_id is null or lottery_entries.person_id is null then 0
        else 1 end as copy,
    min(lottery_entries.line) over (
        partition by lottery_entries.lottery_id, lottery_entries.person_id
    ) as first_line,
    max(lottery_entries.line) over (
        partition by lottery_entries.lottery_id
    ) as last_of_lottery,
    min(lottery_entries.drawn_on) over (partition by lottery_entries.lottery_id) as first_day,
    max(lottery_entries.drawn_on) over (partition by lottery_entries.lottery_id) as last_day,
    sum(case when lottery_entries.drawn then 1 else 0 end) over (
        partition by lottery_entries.lottery_id
    ) as drawn_in_lottery,
    count(*) over (partition by lottery_entries.lottery_id) as candidates_in_lottery,
    case when already_paired.line is null then 0 else 1 end as paired_before,
    person_hire.person_id as person_known,
    person_hire.first_hire,
    known_category.category as category_known,
    category_count.categories_given
from lottery_entries
left join already_paired on already_paired.line = lottery_entries.line
left join person_hire on person_hire.person_id = lottery_entries.person_id
left join known_category on known_category.category = lottery_entries.category
cross join category_count
