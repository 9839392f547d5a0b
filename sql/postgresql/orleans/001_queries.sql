-- Orleans' one fixed table. It reads every statement that it sends from here; the other tables are known to these only.
-- Parameters are @Name, times are UTC.
CREATE TABLE OrleansQuery (
    QueryKey  text NOT NULL PRIMARY KEY,
    QueryText text NOT NULL
);
