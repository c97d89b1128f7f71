-- One row per customer account and month in which its owner could lose it.
-- age_band is for how long it had been a customer (0: the first year, 1: the second, 2: the third,
-- 3: longer). lost is 1 in the month in which it ended.
-- reads: account, calendar
-- makes: account_month
select
    account.owner_id,
    calendar.month,
    account.segment,
    account.product,
    account.size,
    case when calendar.month - account.start_month < 12 then 0
         when calendar.month - account.start_month < 24 then 1
         when calendar.month - account.start_month < 36 then 2
         else 3 end as age_band,
    case when account.lost = 1 and calendar.month = account.to_month then 1 else 0 end as lost
from account
inner join calendar on calendar.month between account.from_month and account.to_month
