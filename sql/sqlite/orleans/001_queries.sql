-- Orleans' one fixed table. It reads every statement that it sends from here; the other tables are known to these only.
-- Parameters are @Name, times are UTC.
CREATE TABLE OrleansQuery (
    QueryKey  TEXT NOT NULL PRIMARY KEY,
    QueryText TEXT NOT NULL
);
