-- One row per person who was ever in the role of the question (mentee, mentor or adopter): how it
-- began.
-- reads: question, role_exposure
-- makes: exposure
select
    role_exposure.person_id,
    role_exposure.pairing_id,
    role_exposure.cluster_id,
    role_exposure.category,
    role_exposure.goal_group,
    role_exposure.start_date,
    role_exposure.pair_month,
    role_exposure.first_period,
    role_exposure.band,
    role_exposure.fine_band,
    role_exposure.mentor_department,
    role_exposure.mentor_job_family,
    role_exposure.mentor_grade
from role_exposure
inner join question on question.role = role_exposure.role
