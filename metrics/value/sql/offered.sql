-- One row per invitation of a mentor that is no longer open: the offer with its band of euros (null
-- where the offer is not known), and whether it was accepted (1 or 0).
-- reads: amount_band, invitation_sent
-- makes: offered
with

answered as (

    select
        person_id,
        category,
        invited_on,
        month,
        form,
        case when form in ('nothing', 'recognition') then cast(0 as double)
             when amount > 0 then cast(amount as double) end as amount,
        case when response = 'accepted' then 1 else 0 end as accepted
    from invitation_sent
    where role = 'mentor' and response <> ''

)

select
    answered.person_id,
    answered.category,
    answered.invited_on,
    answered.month,
    answered.form,
    answered.accepted,
    amount_band.low,
    case when answered.form not in ('nothing', 'recognition') then amount_band.high end as high
from answered
left join amount_band
    on answered.form <> ''
    and answered.amount >= amount_band.low
    and (answered.amount < amount_band.high or amount_band.high is null)
