-- One row per month since pairing: the mentees who are still followed without the event and whose
-- pairing had not broken off before (n), and those of them whose pairing breaks off in it (ended).
-- reads: pairing_end, since_month
select
    since_month.since,
    cast(count(*) as double) as n,
    cast(
        sum(case when pairing_end.early_month = pairing_end.trial_month + since_month.since then 1
            else 0 end) as double
    ) as ended
from pairing_end
inner join since_month
    on pairing_end.trial_month + since_month.since <= pairing_end.followed_until
    and (
        pairing_end.early_month is null
        or pairing_end.early_month >= pairing_end.trial_month + since_month.since
    )
group by since_month.since
order by since_month.since
