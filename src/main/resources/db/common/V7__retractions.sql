-- An article is taken out of an edition that is being sent: what an edition says has revisions. The first
-- stands in frozen_editions, and stays there as evidence of what was sent.

-- The newest revision of what an edition says; editions.content is of this one.
ALTER TABLE editions ADD COLUMN revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1);

CREATE TABLE revisions (
  edition_id  BIGINT  NOT NULL REFERENCES editions (id),
  revision    INTEGER NOT NULL CHECK (revision >= 2),
  retracted   TEXT    NOT NULL,                            -- JSON: the articles taken out
  made_by     TEXT    NOT NULL,
  made_at     BIGINT  NOT NULL,
  replaced    TEXT    NOT NULL,                            -- JSON: the content of the revision before
  content     TEXT    NOT NULL,                            -- JSON
  hash        TEXT    NOT NULL CHECK (length(hash) = 64),
  letterhead  TEXT    NOT NULL,                            -- JSON
  masthead    TEXT    NOT NULL,                            -- JSON
  renderings  TEXT    NOT NULL,                            -- JSON, by variant
  PRIMARY KEY (edition_id, revision)
);

-- Which revision a delivery was last claimed with; and the oldest one of a message that may have arrived
-- although no reply said so, when the delivery was tried once more after that.
ALTER TABLE deliveries ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE deliveries ADD COLUMN doubted INTEGER;
