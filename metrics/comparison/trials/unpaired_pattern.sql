-- One row per pattern of months before pairing: its keys, the months in which someone is first
-- paired (paired), and the others (unpaired).
-- reads: unpaired_month
select
    pattern,
    department,
    grade,
    fine_band,
    fine_tenure,
    year_of_month,
    own_stratum,
    cast(sum(is_paired) as double) as paired,
    cast(sum(1 - is_paired) as double) as unpaired
from unpaired_month
group by pattern, department, grade, fine_band, fine_tenure, year_of_month, own_stratum
order by pattern
