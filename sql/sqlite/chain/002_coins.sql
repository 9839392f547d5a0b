-- Every output of the best chain. A spent one stays, marked with the height that spends it: undoing blocks clears marks and
-- needs no file of what was there before.
CREATE TABLE coin (
    txid         BLOB    NOT NULL CHECK (length(txid) = 32),
    position     INTEGER NOT NULL CHECK (position >= 0),
    amount       INTEGER NOT NULL CHECK (amount >= 0),           -- units
    address      BLOB    NOT NULL CHECK (length(address) = 32),
    height       INTEGER NOT NULL,                               -- of its block
    is_coinbase  INTEGER NOT NULL CHECK (is_coinbase IN (0, 1)),
    spent_height INTEGER CHECK (spent_height >= height),         -- NULL while it is unspent
    PRIMARY KEY (txid, position)
) WITHOUT ROWID;

-- To undo from a height on. Both grow at their ends.
CREATE INDEX coin_height ON coin (height);
CREATE INDEX coin_spent ON coin (spent_height) WHERE spent_height IS NOT NULL;

-- What an address owns, in the order in which it is listed.
CREATE INDEX coin_owner ON coin (address, txid, position) WHERE spent_height IS NULL;
