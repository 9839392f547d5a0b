-- Which scripts this database has seen. Created before any of them.
CREATE TABLE IF NOT EXISTS schema_version (
    component  text        NOT NULL,
    version    integer     NOT NULL,
    name       text        NOT NULL,
    checksum   text        NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (component, version)
);
