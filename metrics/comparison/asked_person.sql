-- One row per person in the part of the company that is asked about (all filters but the category).
select person.*
from person
cross join asked
where (asked.department is null or person.department = asked.department)
    and (asked.job_family is null or person.job_family = asked.job_family)
    and (asked.grade is null or person.grade = asked.grade)
    and (asked.location is null or person.location = asked.location)
    and (asked.gender is null or person.gender = asked.gender)
