-- One row per person in staff, with their first hire.
select person_id, min(hire_date) as first_hire
from staff
group by person_id
