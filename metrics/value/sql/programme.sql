-- One row: the mean annual pay of mentees and the mean full-time pay of the company in euros, and
-- the weeks from the first pairing to the last month.
-- reads: first_pairing, person, run
select
    (select avg(person.annual_salary)
     from person inner join first_pairing
         on first_pairing.person_id = person.person_id) as mentee_salary,
    (select avg(full_time_salary) from person) as company_salary,
    (select (max(run.last_month) - min(first_pairing.pair_month) + 1) * cast(365.25 as double) / 84
     from first_pairing cross join run) as weeks
