-- One row per category: how many of those who ever mentored in it are still employed.
select
    mentoring.category,
    count(distinct mentoring.mentor_id) as available
from mentoring
inner join spell on spell.person_id = mentoring.mentor_id and spell.has_left = 0
where mentoring.category <> ''
group by mentoring.category
