-- One row per category in the file of categories.
select distinct category
from categories
