-- What addresses have earned: an IPv4 address or an IPv6 /64. Times are unix milliseconds.
CREATE TABLE reputation (
    address text             PRIMARY KEY,
    score   double precision NOT NULL CHECK (score BETWEEN 0 AND 2),
    scored  bigint           NOT NULL
);
CREATE INDEX reputation_scored ON reputation (scored);

-- Addresses that are kept out.
CREATE TABLE ban (
    address   text    PRIMARY KEY,
    since     bigint  NOT NULL,
    until     bigint  NOT NULL,
    reason    text    NOT NULL,
    is_manual boolean NOT NULL
);
