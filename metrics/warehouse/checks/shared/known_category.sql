-- One row per category in categories.
select distinct category
from categories
