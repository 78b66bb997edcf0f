-- To see whether something is IN a list of three or more, SQLite makes a small table of the list, each time:
-- the checks and the index of what has ended cost each message more than all else that was written for it.
-- The same conditions, spelled out, cost nothing. SQLite cannot change a table's checks, so the rows move.

CREATE TABLE deliveries_with_plain_checks (
  edition_id        INTEGER NOT NULL REFERENCES editions (id),
  subscriber_id     INTEGER NOT NULL REFERENCES subscribers (id),
  state             TEXT    NOT NULL CHECK (
    state = 'ACCEPTED' OR state = 'SENDING' OR state = 'CLAIMED' OR state = 'PENDING' OR state = 'DEFERRED'
    OR state = 'REJECTED' OR state = 'UNCERTAIN' OR state = 'EXPIRED' OR state = 'EXCLUDED'),

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
  claimed_from      TEXT CHECK (
    claimed_from = 'PENDING' OR claimed_from = 'DEFERRED' OR claimed_from = 'UNCERTAIN'),
  withdrawn_at      BIGINT,                -- taken out of a dispatcher's hands: its message must not begin

  -- Policy sends an UNCERTAIN one once more; after that only ops may.
  resent            INTEGER NOT NULL DEFAULT 0 CHECK (resent = 0 OR resent = 1),

  breaks            INTEGER NOT NULL DEFAULT 0,    -- connections in a row that broke while it was sent
  revision          INTEGER NOT NULL DEFAULT 1,    -- of the edition, as the last attempt had it
  doubted           INTEGER,                       -- the revision that may have arrived, of one resent
  ring              INTEGER NOT NULL DEFAULT 0 CHECK (ring BETWEEN 0 AND 2),
  picks             TEXT,                          -- one character a place, 1 or 0; null: all of them

  CHECK ((state <> 'PENDING' AND state <> 'DEFERRED') OR next_attempt_at IS NOT NULL),
  CHECK (state <> 'CLAIMED' OR (claim IS NOT NULL AND claimed_from IS NOT NULL)),
  CHECK (state <> 'EXCLUDED' OR remark IS NOT NULL),
  PRIMARY KEY (edition_id, subscriber_id)
) WITHOUT ROWID;                           -- an edition's rows lie side by side: a commit touches few pages

INSERT INTO deliveries_with_plain_checks SELECT * FROM deliveries;
DROP TABLE deliveries;
ALTER TABLE deliveries_with_plain_checks RENAME TO deliveries;

-- As before (V5, V8, V11, V12), but for the last.
CREATE INDEX deliveries_withdrawn ON deliveries (edition_id, withdrawn_at) WHERE withdrawn_at IS NOT NULL;
CREATE INDEX deliveries_in_rings ON deliveries (edition_id, ring, state, next_attempt_at) WHERE ring > 0;
CREATE INDEX deliveries_in_hand ON deliveries (claim) WHERE claim IS NOT NULL;
CREATE INDEX deliveries_pending ON deliveries (edition_id, next_attempt_at, subscriber_id)
  WHERE state = 'PENDING';
CREATE INDEX deliveries_deferred ON deliveries (edition_id, next_attempt_at, subscriber_id)
  WHERE state = 'DEFERRED';
CREATE INDEX deliveries_to_resend ON deliveries (edition_id, subscriber_id)
  WHERE state = 'UNCERTAIN' AND resent = 0;
CREATE INDEX deliveries_ended ON deliveries (edition_id, state, subscriber_id)
  WHERE state = 'ACCEPTED' OR state = 'REJECTED' OR state = 'UNCERTAIN' OR state = 'EXPIRED'
    OR state = 'EXCLUDED';

-- The numbers went with the old table (V13).
ANALYZE sqlite_schema;
DELETE FROM sqlite_stat1 WHERE tbl = 'deliveries';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('deliveries', 'deliveries', '1000000 250000 1'),
  ('deliveries', 'deliveries_pending', '500000 250000 1000 1'),
  ('deliveries', 'deliveries_deferred', '20000 10000 10 1'),
  ('deliveries', 'deliveries_in_hand', '2000 200'),
  ('deliveries', 'deliveries_ended', '500000 250000 50000 1'),
  ('deliveries', 'deliveries_to_resend', '100 50 1'),
  ('deliveries', 'deliveries_in_rings', '20000 10000 5000 2000 10'),
  ('deliveries', 'deliveries_withdrawn', '100 50 1');
ANALYZE sqlite_schema;
