-- One row per combination of keys of the people who could be paired next: how many they are, and
-- how many of them are waiting.
-- reads: next_person
select
    department,
    grade,
    band,
    tenure_band,
    cast(count(*) as double) as n,
    cast(sum(waiting) as double) as waiting
from next_person
group by department, grade, band, tenure_band
order by department, grade, band, tenure_band
