-- One row per person, with the position by which a breakdown counts them: the one at their first
-- pairing if they were ever mentored, else the last one seen. full_time_salary is what the pay for
-- their hours comes to in a full-time week.
-- reads: role_person
-- makes: person
select
    person_id,
    month,
    department,
    job_family,
    grade,
    location,
    gender,
    annual_salary,
    full_time_salary
from role_person
where role = 'mentee'
