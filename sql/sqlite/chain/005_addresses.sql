-- What places addresses in the address book: no peer may know it.
CREATE TABLE address_secret (
    number INTEGER PRIMARY KEY CHECK (number = 1),
    bytes  BLOB    NOT NULL CHECK (length(bytes) = 32)
);

-- Where other nodes are. Times are unix seconds, 0 for never.
CREATE TABLE address (
    address      BLOB    NOT NULL CHECK (length(address) = 16),          -- IPv6; IPv4 is mapped
    port         INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    source       BLOB    NOT NULL CHECK (length(source) = 16),           -- who told of it
    services     INTEGER NOT NULL,
    last_seen    INTEGER NOT NULL,
    last_try     INTEGER NOT NULL,
    last_success INTEGER NOT NULL,
    last_held    INTEGER NOT NULL,                                       -- an outbound connection that was worth keeping
    failures     INTEGER NOT NULL,                                       -- since the last success
    is_tried     INTEGER NOT NULL CHECK (is_tried IN (0, 1)),
    PRIMARY KEY (address, port)
) WITHOUT ROWID;
