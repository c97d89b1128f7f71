-- One row per row of staff: left_on is the exit that counts, and lost_on the last day on which
-- someone could be followed who was lost for a reason that is not an exit (last_seen, or a
-- transfer). At most one of both is filled: an exit on or before last_seen counts, a later one does
-- not.
-- reads: staff
-- makes: followed_staff
with

dated as (

    select
        staff.*,
        case when exit_reason = 'transfer' or exit_date > last_seen then null
             else exit_date end as left_on,
        case when exit_reason = 'transfer' and (last_seen is null or exit_date <= last_seen)
             then exit_date else last_seen end as seen_on
    from staff

)

select dated.*, case when left_on is null then seen_on end as lost_on
from dated
