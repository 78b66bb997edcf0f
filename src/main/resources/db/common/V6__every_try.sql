-- What relays said at every try, not only at the last one; and how often a connection broke at a reader.

-- Tries that did not end with the mail's acceptance, each with its number among the delivery's tries. One
-- that was accepted stands in the delivery itself: most never have a row here.
CREATE TABLE attempts (
  edition_id     BIGINT  NOT NULL REFERENCES editions (id),
  subscriber_id  BIGINT  NOT NULL REFERENCES subscribers (id),
  number         INTEGER NOT NULL CHECK (number >= 1),
  at             BIGINT  NOT NULL,
  state          TEXT    NOT NULL,                          -- what the delivery became by it
  reply_code     INTEGER,
  reply_status   TEXT,
  reply_text     TEXT,
  reply_command  TEXT,
  remark         TEXT,                                      -- what broke without a reply
  PRIMARY KEY (edition_id, subscriber_id, number)
);
CREATE INDEX attempts_by_subscriber ON attempts (subscriber_id);

-- A try was counted when it was begun; it is now, when its outcome is known.
UPDATE deliveries SET attempts = attempts - 1 WHERE state = 'SENDING' AND attempts > 0;

-- Breaks in a row that only this reader's mail met: at the fifth it is set aside (delivery L7).
ALTER TABLE deliveries ADD COLUMN breaks INTEGER NOT NULL DEFAULT 0;
