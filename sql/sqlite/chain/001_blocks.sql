-- Every accepted block on every branch. Row numbers are short, so links and the best chain's index are too.
CREATE TABLE header (
    id        INTEGER PRIMARY KEY,
    hash      BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
    parent_id INTEGER REFERENCES header (id),                    -- NULL for the genesis only
    height    INTEGER NOT NULL CHECK (height >= 0),
    work      BLOB    NOT NULL CHECK (length(work) = 32),        -- of the chain up to here, big-endian: sorts as work does
    bytes     BLOB    NOT NULL CHECK (length(bytes) = 92),
    CHECK ((parent_id IS NULL) = (height = 0))
);

-- What follows the 92 bytes of the header. Apart from it, so that reading headers does not drag bodies along.
CREATE TABLE body (
    header_id INTEGER PRIMARY KEY REFERENCES header (id),
    bytes     BLOB NOT NULL
);

-- The best chain: one header a height, without gaps from 0 to the tip.
CREATE TABLE best_chain (
    height    INTEGER PRIMARY KEY,
    header_id INTEGER NOT NULL REFERENCES header (id)
);

-- The one row that a writer must move to write. All NULL while the store is empty.
CREATE TABLE tip (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    hash   BLOB    CHECK (length(hash) = 32),
    height INTEGER,
    work   BLOB    CHECK (length(work) = 32)
);

INSERT INTO tip (id) VALUES (1);
