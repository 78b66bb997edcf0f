-- What the right morning needs on any number of nodes: since when a newsletter has its cadence, which
-- nodes live on this store, and which articles the readers of one zone have had.

-- ------------------------------------------------------------------------------------------------
-- A store that was copied or restored starts held: nobody is mailed from it until a person says so
-- (picking C5). The rules of time zones change; dues worked out with older ones are worked out anew (Z8).
-- ------------------------------------------------------------------------------------------------
ALTER TABLE store ADD COLUMN held TEXT;                     -- why nothing may be sent, or null
ALTER TABLE store ADD COLUMN zone_rules TEXT;               -- the version of the tz database, or null

-- One row for each installation that ever sent from this store.
CREATE TABLE nodes (
  id             TEXT   NOT NULL PRIMARY KEY,               -- the installation's own, kept beside its caches
  host           TEXT   NOT NULL,                           -- for people
  configuration  TEXT   NOT NULL,                           -- a hash: two that differ do not share a store
  started_at     BIGINT NOT NULL,
  beat_at        BIGINT NOT NULL                            -- its last sign of life
);

-- ------------------------------------------------------------------------------------------------
-- Slots before since_at are nobody's: neither those before a newsletter was known, nor those that a
-- change of its cadence would have had.
-- ------------------------------------------------------------------------------------------------
CREATE TABLE schedules (
  newsletter_id  TEXT   NOT NULL PRIMARY KEY,
  cadence        TEXT   NOT NULL,
  since_at       BIGINT NOT NULL
);

-- Which zones there are is asked at every tick: one probe of this index for each.
CREATE INDEX subscribers_by_zone ON subscribers (zone);

-- ------------------------------------------------------------------------------------------------
-- Who builds a frozen edition: one that lost its turn meanwhile writes nothing more.
-- ------------------------------------------------------------------------------------------------
ALTER TABLE frozen_editions ADD COLUMN builder TEXT;

-- ------------------------------------------------------------------------------------------------
-- The never-repeat ledger is one for all variants of a slot (picking Z3): zone names whose readers had
-- the article, '' means everybody.
-- ------------------------------------------------------------------------------------------------
CREATE TABLE coverage_by_zone (
  newsletter_id  TEXT    NOT NULL,
  article_id     TEXT    NOT NULL,
  version        INTEGER NOT NULL CHECK (version >= 1),
  zone           TEXT    NOT NULL,
  edition_id     BIGINT  NOT NULL REFERENCES editions (id),
  state          TEXT    NOT NULL CHECK (state IN ('RESERVED', 'SENT')),
  changed_at     BIGINT  NOT NULL,
  PRIMARY KEY (newsletter_id, article_id, version, zone)
);
INSERT INTO coverage_by_zone
  SELECT newsletter_id, article_id, version, '', edition_id, state, changed_at FROM coverage;
DROP TABLE coverage;
ALTER TABLE coverage_by_zone RENAME TO coverage;
CREATE INDEX coverage_by_edition ON coverage (edition_id);
