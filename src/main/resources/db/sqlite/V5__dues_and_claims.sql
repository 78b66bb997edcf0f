-- Deliveries get a due of their own, for each reader's zone, and a claim with a lease in place of an
-- owner's name. SQLite cannot change a table's checks, so the rows move into a new one.

-- A range of deliveries in a dispatcher's hands. A token is never given out twice (AUTOINCREMENT): who
-- was stopped past the lease and wakes up finds that its token is gone, and writes nothing (delivery L6).
CREATE TABLE claims (
  token        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  edition_id   INTEGER NOT NULL REFERENCES editions (id),
  owner        TEXT    NOT NULL,
  lease_until  BIGINT  NOT NULL                             -- by the database's clock
);

CREATE TABLE deliveries_with_dues (
  edition_id        INTEGER NOT NULL REFERENCES editions (id),
  subscriber_id     INTEGER NOT NULL REFERENCES subscribers (id),
  state             TEXT    NOT NULL CHECK (state IN (
    'PENDING', 'CLAIMED', 'SENDING', 'ACCEPTED', 'DEFERRED', 'REJECTED', 'UNCERTAIN', 'EXPIRED', 'EXCLUDED')),

  -- Copied at freeze, so that every attempt has the same bytes. The address is null once it was erased.
  address           TEXT,
  name              TEXT,
  since_at          BIGINT  NOT NULL,
  message_id        TEXT    NOT NULL,
  zone              TEXT,                  -- whose local time decided due_at; null: the newsletter's
  due_at            BIGINT  NOT NULL,      -- the message's Date

  attempts          INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  first_attempt_at  BIGINT,
  last_attempt_at   BIGINT,
  next_attempt_at   BIGINT,                -- PENDING, DEFERRED: not before this
  changed_at        BIGINT  NOT NULL,

  -- The last reply, verbatim, and the command it answered.
  reply_code        INTEGER,
  reply_status      TEXT,
  reply_text        TEXT,
  reply_command     TEXT,
  remark            TEXT,                  -- why it is EXCLUDED, or what broke without a reply

  -- While a dispatcher holds it: the fencing token of its claim.
  claim             BIGINT,
  claimed_from      TEXT CHECK (claimed_from IN ('PENDING', 'DEFERRED', 'UNCERTAIN')),
  withdrawn_at      BIGINT,                -- taken out of a dispatcher's hands: its message must not begin

  -- Policy sends an UNCERTAIN one once more; after that only ops may.
  resent            INTEGER NOT NULL DEFAULT 0 CHECK (resent IN (0, 1)),

  CHECK (state NOT IN ('PENDING', 'DEFERRED') OR next_attempt_at IS NOT NULL),
  CHECK (state <> 'CLAIMED' OR (claim IS NOT NULL AND claimed_from IS NOT NULL)),
  CHECK (state <> 'EXCLUDED' OR remark IS NOT NULL),
  PRIMARY KEY (edition_id, subscriber_id)
) WITHOUT ROWID;                           -- an edition's rows lie side by side: a commit touches few pages

-- What was in a dispatcher's hands is given back; what was being sent is for the next start to judge.
INSERT INTO deliveries_with_dues
  SELECT
    d.edition_id, d.subscriber_id,
    CASE WHEN d.state = 'CLAIMED' THEN d.claimed_from ELSE d.state END,
    d.address, d.name, d.since_at, d.message_id, NULL, COALESCE(f.due_at, d.changed_at),
    d.attempts, d.first_attempt_at, d.last_attempt_at,
    CASE WHEN d.state IN ('PENDING', 'CLAIMED')
      THEN COALESCE(d.next_attempt_at, f.due_at, d.changed_at) ELSE d.next_attempt_at END,
    d.changed_at, d.reply_code, d.reply_status, d.reply_text, d.reply_command, d.remark,
    NULL, NULL, d.withdrawn_at,
    CASE WHEN d.state = 'CLAIMED' AND d.claimed_from = 'UNCERTAIN' THEN 0 ELSE d.resent END
  FROM deliveries d LEFT JOIN frozen_editions f ON f.edition_id = d.edition_id;
DROP TABLE deliveries;
ALTER TABLE deliveries_with_dues RENAME TO deliveries;

-- Counts, and what is next, in the order of time and of neighbours.
CREATE INDEX deliveries_by_state ON deliveries (edition_id, state, next_attempt_at, subscriber_id);

-- All of one reader's; an address is looked up among the subscribers first.
CREATE INDEX deliveries_by_subscriber ON deliveries (subscriber_id);

-- What a running dispatcher polls every two seconds.
CREATE INDEX deliveries_withdrawn ON deliveries (edition_id, withdrawn_at) WHERE withdrawn_at IS NOT NULL;
CREATE INDEX deliveries_to_resend ON deliveries (edition_id) WHERE state = 'UNCERTAIN' AND resent = 0;
