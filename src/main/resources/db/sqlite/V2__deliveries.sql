-- Deliveries on SQLite: one edition to one subscriber, and the queue of what is still to go out.
-- The package documentation of digest.delivery draws the moves between the states.

CREATE TABLE deliveries (
  edition_id        INTEGER NOT NULL REFERENCES editions (id),
  subscriber_id     INTEGER NOT NULL REFERENCES subscribers (id),
  state             TEXT    NOT NULL CHECK (state IN (
    'PENDING', 'CLAIMED', 'SENDING', 'ACCEPTED', 'DEFERRED', 'REJECTED', 'UNCERTAIN', 'EXPIRED', 'EXCLUDED')),

  -- Copied at freeze, so that every attempt has the same bytes. The address is null once it was erased.
  address           TEXT,
  name              TEXT,
  since_at          BIGINT  NOT NULL,
  message_id        TEXT    NOT NULL,

  attempts          INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  first_attempt_at  BIGINT,
  last_attempt_at   BIGINT,
  next_attempt_at   BIGINT,                -- DEFERRED: not before this
  changed_at        BIGINT  NOT NULL,

  -- The last reply, verbatim, and the command it answered.
  reply_code        INTEGER,
  reply_status      TEXT,
  reply_text        TEXT,
  reply_command     TEXT,
  remark            TEXT,                  -- why it is EXCLUDED, or what broke without a reply

  -- While a dispatcher holds it.
  owner             TEXT,
  lease_until       BIGINT,
  claimed_from      TEXT CHECK (claimed_from IN ('PENDING', 'DEFERRED', 'UNCERTAIN')),
  withdrawn_at      BIGINT,                -- taken out of a dispatcher's hands: its message must not begin

  -- Policy sends an UNCERTAIN one once more; after that only ops may.
  resent            INTEGER NOT NULL DEFAULT 0 CHECK (resent IN (0, 1)),

  CHECK (state <> 'DEFERRED' OR next_attempt_at IS NOT NULL),
  CHECK (state <> 'CLAIMED' OR (owner IS NOT NULL AND claimed_from IS NOT NULL)),
  CHECK (state <> 'EXCLUDED' OR remark IS NOT NULL),
  PRIMARY KEY (edition_id, subscriber_id)
) WITHOUT ROWID;                           -- an edition's rows lie side by side: a commit touches few pages

-- Counts, and what is next: the due ones first, the pending in neighbouring order.
CREATE INDEX deliveries_by_state ON deliveries (edition_id, state, next_attempt_at);

-- All of one reader's; an address is looked up among the subscribers first.
CREATE INDEX deliveries_by_subscriber ON deliveries (subscriber_id);

-- What a running dispatcher polls every two seconds.
CREATE INDEX deliveries_withdrawn ON deliveries (edition_id, withdrawn_at) WHERE withdrawn_at IS NOT NULL;
CREATE INDEX deliveries_to_resend ON deliveries (edition_id) WHERE state = 'UNCERTAIN' AND resent = 0;
