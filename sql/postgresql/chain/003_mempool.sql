-- Transactions that wait for a block, in the order of their arrival.
CREATE TABLE mempool (
    number   bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    txid     bytea   NOT NULL UNIQUE CHECK (length(txid) = 32),
    received bigint  NOT NULL,                                   -- unix milliseconds
    is_local boolean NOT NULL,                                   -- from a client of this node
    bytes    bytea   NOT NULL
);

-- Blocks that a reorganisation took off the best chain, until their transactions are back in the mempool.
CREATE TABLE undone (
    header_id bigint PRIMARY KEY REFERENCES header (id)
);
