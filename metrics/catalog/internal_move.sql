-- One row per person and change of job family or department within a spell; cause is where it led.
select
    person_id,
    month,
    1 as event,
    case when job_family is null then department
         when department is null then job_family
         else job_family || ' (' || department || ')' end as cause
from move
where job_family <> job_family_before or department <> department_before
