-- Every accepted block on every branch. Row numbers are short, so links and the best chain's index are too.
CREATE TABLE header (
    id        bigint  PRIMARY KEY,
    hash      bytea   NOT NULL UNIQUE CHECK (length(hash) = 32),
    parent_id bigint  REFERENCES header (id),                    -- NULL for the genesis only
    height    integer NOT NULL CHECK (height >= 0),
    work      bytea   NOT NULL CHECK (length(work) = 32),        -- of the chain up to here, big-endian: sorts as work does
    bytes     bytea   NOT NULL CHECK (length(bytes) = 92),
    CHECK ((parent_id IS NULL) = (height = 0))
);

-- What follows the 92 bytes of the header. Apart from it, so that reading headers does not drag bodies along.
CREATE TABLE body (
    header_id bigint PRIMARY KEY REFERENCES header (id),
    bytes     bytea  NOT NULL
);

-- Signatures and hashes do not compress; stored plain, a body's length is known without reading it.
ALTER TABLE body ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- The best chain: one header a height, without gaps from 0 to the tip.
CREATE TABLE best_chain (
    height    integer PRIMARY KEY,
    header_id bigint  NOT NULL REFERENCES header (id)
);

-- The one row that a writer must move, or lock, to write. All NULL while the store is empty.
CREATE TABLE tip (
    id     integer PRIMARY KEY CHECK (id = 1),
    hash   bytea   CHECK (length(hash) = 32),
    height integer,
    work   bytea   CHECK (length(work) = 32)
);

INSERT INTO tip (id) VALUES (1);
