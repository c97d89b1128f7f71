-- One row per owner, half of their time and cell of the case mix (age of the account, segment,
-- product, size): months at risk, added over the customers, and how many customers were lost.
-- reads: account_month, owner_month
select
    account_month.owner_id,
    owner_month.half,
    account_month.age_band,
    account_month.segment,
    account_month.product,
    account_month.size,
    count(*) as at_risk,
    sum(account_month.lost) as events
from account_month
inner join owner_month
    on owner_month.owner_id = account_month.owner_id and owner_month.month = account_month.month
group by
    account_month.owner_id,
    owner_month.half,
    account_month.age_band,
    account_month.segment,
    account_month.product,
    account_month.size
order by
    account_month.owner_id,
    owner_month.half,
    account_month.age_band,
    account_month.segment,
    account_month.product,
    account_month.size
