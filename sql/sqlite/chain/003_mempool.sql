-- Transactions that wait for a block, in the order of their arrival.
CREATE TABLE mempool (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    txid     BLOB    NOT NULL UNIQUE CHECK (length(txid) = 32),
    received INTEGER NOT NULL,                                   -- unix milliseconds
    is_local INTEGER NOT NULL CHECK (is_local IN (0, 1)),        -- from a client of this node
    bytes    BLOB    NOT NULL
);

-- Blocks that a reorganisation took off the best chain, until their transactions are back in the mempool.
CREATE TABLE undone (
    header_id INTEGER PRIMARY KEY REFERENCES header (id)
);
