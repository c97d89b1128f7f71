-- One row: how many rows the file of categories has.
select count(*) as categories_given
from categories
