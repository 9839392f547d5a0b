-- What addresses have earned: an IPv4 address or an IPv6 /64. Times are unix milliseconds.
CREATE TABLE reputation (
    address TEXT    PRIMARY KEY,
    score   REAL    NOT NULL CHECK (score BETWEEN 0 AND 2),
    scored  INTEGER NOT NULL
);
CREATE INDEX reputation_scored ON reputation (scored);

-- Addresses that are kept out.
CREATE TABLE ban (
    address   TEXT    PRIMARY KEY,
    since     INTEGER NOT NULL,
    until     INTEGER NOT NULL,
    reason    TEXT    NOT NULL,
    is_manual INTEGER NOT NULL CHECK (is_manual IN (0, 1))
);
