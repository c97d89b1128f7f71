-- One row: the number of rows in categories.
select count(*) as categories_given
from categories
