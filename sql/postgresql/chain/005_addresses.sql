-- What places addresses in the address book: no peer may know it.
CREATE TABLE address_secret (
    number integer PRIMARY KEY CHECK (number = 1),
    bytes  bytea   NOT NULL CHECK (length(bytes) = 32)
);

-- Where other nodes are. Times are unix seconds, 0 for never.
CREATE TABLE address (
    address      bytea   NOT NULL CHECK (length(address) = 16),          -- IPv6; IPv4 is mapped
    port         integer NOT NULL CHECK (port BETWEEN 1 AND 65535),
    source       bytea   NOT NULL CHECK (length(source) = 16),           -- who told of it
    services     bigint  NOT NULL,
    last_seen    bigint  NOT NULL,
    last_try     bigint  NOT NULL,
    last_success bigint  NOT NULL,
    last_held    bigint  NOT NULL,                                       -- an outbound connection that was worth keeping
    failures     integer NOT NULL,                                       -- since the last success
    is_tried     boolean NOT NULL,
    PRIMARY KEY (address, port)
);
