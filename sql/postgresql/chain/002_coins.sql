-- Every output of the best chain. A spent one stays, marked with the height that spends it: undoing blocks clears marks and
-- needs no file of what was there before.
CREATE TABLE coin (
    txid         bytea   NOT NULL CHECK (length(txid) = 32),
    position     bigint  NOT NULL CHECK (position >= 0),
    amount       bigint  NOT NULL CHECK (amount >= 0),           -- units
    address      bytea   NOT NULL CHECK (length(address) = 32),
    height       integer NOT NULL,                               -- of its block
    is_coinbase  boolean NOT NULL,
    spent_height integer CHECK (spent_height >= height),         -- NULL while it is unspent
    PRIMARY KEY (txid, position)
);

-- To undo from a height on. Both grow at their ends.
CREATE INDEX coin_height ON coin (height);
CREATE INDEX coin_spent ON coin (spent_height) WHERE spent_height IS NOT NULL;

-- What an address owns, in the order in which it is listed.
CREATE INDEX coin_owner ON coin (address, txid, position) WHERE spent_height IS NULL;
