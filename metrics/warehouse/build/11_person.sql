-- One row per person, with the position by which a breakdown counts them: that of their first
-- pairing if they were ever mentored, else the last one. full_time_salary is what their pay would
-- be in a full-time week.
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
