-- One row per category: how many people who ever mentored in it are still employed.
-- reads: pairing_summary, spell
select
    pairing_summary.category,
    count(distinct pairing_summary.mentor_id) as available
from pairing_summary
inner join spell on spell.person_id = pairing_summary.mentor_id and spell.is_present = 1
where pairing_summary.category <> ''
group by pairing_summary.category
