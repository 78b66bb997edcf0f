-- All that must survive a crash, in the words of the glossary. Deliveries follow in V2, because each
-- database lays them out in its own way.
--
-- Instants (… _at) are microseconds since 1970-01-01T00:00Z. Both databases compare such numbers exactly,
-- which texts with and without fractions and a database's own time zone do not allow, and microseconds
-- are all that PostgreSQL's timestamps keep.
-- Yes and no are 1 and 0. Columns that hold JSON say so; only Digest reads them.

-- ------------------------------------------------------------------------------------------------
-- The store itself: one row.
-- ------------------------------------------------------------------------------------------------
CREATE TABLE store (
  one      INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  secret   TEXT    NOT NULL CHECK (length(secret) = 64),  -- 32 random bytes in hex: Message-IDs, tokens
  made_at  BIGINT  NOT NULL
);

-- ------------------------------------------------------------------------------------------------
-- Where articles come from, and the articles.
-- ------------------------------------------------------------------------------------------------
CREATE TABLE feeds (
  location       TEXT    NOT NULL PRIMARY KEY,
  etag           TEXT,
  last_modified  TEXT,
  last_good_at   BIGINT,                                  -- null: never
  failures       INTEGER NOT NULL CHECK (failures >= 0),  -- in a row
  next_look_at   BIGINT  NOT NULL,
  problem        TEXT,
  gone           INTEGER NOT NULL CHECK (gone IN (0, 1))  -- 410: never asked again
);

CREATE TABLE articles (
  id             TEXT    NOT NULL PRIMARY KEY,
  feed           TEXT    NOT NULL,                        -- the first that brought it
  source         TEXT    NOT NULL,
  guid           TEXT    NOT NULL,
  link           TEXT    NOT NULL,
  title          TEXT    NOT NULL,
  author         TEXT,
  published_at   BIGINT  NOT NULL,
  dating         TEXT    NOT NULL CHECK (dating IN ('EXACT', 'DAY', 'NONE')),
  first_seen_at  BIGINT  NOT NULL,
  html           TEXT    NOT NULL,
  summary        TEXT,
  topics         TEXT    NOT NULL,                        -- JSON
  image          TEXT,                                    -- JSON
  language       TEXT,
  related        TEXT    NOT NULL,                        -- JSON
  featured       INTEGER NOT NULL CHECK (featured IN (0, 1)),
  is_open        INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  words          TEXT    NOT NULL                         -- lower-case, what a search looks into
);
CREATE INDEX articles_by_date ON articles (published_at, id);

-- What else an article is known by; any hit is the same article (picking P6).
CREATE TABLE article_aliases (
  kind        TEXT NOT NULL CHECK (kind IN ('ID', 'LINK', 'GUID')),
  value       TEXT NOT NULL,                              -- LINK: normalised; GUID: feed, line feed, guid
  article_id  TEXT NOT NULL REFERENCES articles (id),
  PRIMARY KEY (kind, value)
);

-- Which feeds brought it: a piece in two feeds is one article, and both feeds' newsletters see it.
CREATE TABLE article_feeds (
  feed        TEXT NOT NULL,
  article_id  TEXT NOT NULL REFERENCES articles (id),
  PRIMARY KEY (feed, article_id)
);

-- ------------------------------------------------------------------------------------------------
-- Editions: one for each newsletter and slot.
-- ------------------------------------------------------------------------------------------------
CREATE TABLE editions (
  id             INTEGER NOT NULL PRIMARY KEY,
  newsletter_id  TEXT    NOT NULL,
  number         INTEGER NOT NULL CHECK (number >= 1),    -- within the newsletter
  slot_key       TEXT    NOT NULL,
  slot_when      TEXT    NOT NULL,                        -- local, 2026-11-23T07:00:00
  slot_zone      TEXT    NOT NULL,
  manual         INTEGER NOT NULL CHECK (manual IN (0, 1)),
  content        TEXT    NOT NULL,                        -- JSON; the hash is over exactly these bytes
  version        INTEGER NOT NULL CHECK (version >= 1),
  hash           TEXT    NOT NULL CHECK (length(hash) = 64),
  state          TEXT    NOT NULL
    CHECK (state IN ('DRAFT', 'APPROVED', 'FROZEN', 'CANCELLED', 'SKIPPED', 'MISSED')),
  held           TEXT,
  paused         TEXT,
  approved_hash  TEXT,
  note           TEXT,
  created_at     BIGINT  NOT NULL,
  UNIQUE (newsletter_id, slot_key),                       -- a bell rung twice is harmless (picking E1)
  UNIQUE (newsletter_id, number)
);
CREATE INDEX editions_by_state ON editions (state);

-- The final word on every article that was looked at.
CREATE TABLE explanations (
  edition_id  INTEGER NOT NULL REFERENCES editions (id),
  place       INTEGER NOT NULL,
  article_id  TEXT    NOT NULL,
  title       TEXT    NOT NULL,
  link        TEXT    NOT NULL,
  source      TEXT    NOT NULL,
  reason      TEXT    NOT NULL,
  detail      TEXT    NOT NULL,
  PRIMARY KEY (edition_id, place)
);

-- The never-repeat ledger (picking P7). A released entry is removed. The key is what keeps two editions
-- from reserving one article.
CREATE TABLE coverage (
  newsletter_id  TEXT    NOT NULL,
  article_id     TEXT    NOT NULL,
  edition_id     INTEGER NOT NULL REFERENCES editions (id),
  state          TEXT    NOT NULL CHECK (state IN ('RESERVED', 'SENT')),
  changed_at     BIGINT  NOT NULL,
  PRIMARY KEY (newsletter_id, article_id)
);
CREATE INDEX coverage_by_edition ON coverage (edition_id);

-- What freezing fixed. While frozen_at is null the freeze is half-built: its deliveries do not count, no
-- reader sees them, and the next start throws them away (delivery A1).
CREATE TABLE frozen_editions (
  edition_id    INTEGER NOT NULL PRIMARY KEY REFERENCES editions (id),
  list_id       TEXT    NOT NULL,
  hash          TEXT    NOT NULL CHECK (length(hash) = 64),
  letterhead    TEXT    NOT NULL,                         -- JSON
  masthead      TEXT    NOT NULL,                         -- JSON
  renderings    TEXT    NOT NULL,                         -- JSON, by variant
  templates     TEXT    NOT NULL,                         -- JSON, by file name
  public_url    TEXT    NOT NULL,
  due_at        BIGINT  NOT NULL,
  frozen_at     BIGINT,
  started_at    BIGINT,                                   -- the first message was begun
  latest_at     BIGINT,                                   -- the ledger last wrote
  finished_at   BIGINT                                    -- no delivery was open any more
);

-- ------------------------------------------------------------------------------------------------
-- Readers.
-- ------------------------------------------------------------------------------------------------
CREATE TABLE subscribers (
  id           INTEGER NOT NULL PRIMARY KEY,
  address      TEXT,                                      -- null: erased; the number stays, it says nothing
  address_key  TEXT    UNIQUE,                            -- lower-case: two spellings are one reader
  name         TEXT,
  locale       TEXT    NOT NULL,
  zone         TEXT,
  topics       TEXT    NOT NULL,                          -- JSON
  attributes   TEXT    NOT NULL,                          -- JSON
  words        TEXT    NOT NULL,                          -- lower-case, what a search looks into
  created_at   BIGINT  NOT NULL
);

-- Where a reader was reached before a change of address.
CREATE TABLE former_addresses (
  address_key    TEXT    NOT NULL,
  subscriber_id  INTEGER NOT NULL REFERENCES subscribers (id),
  PRIMARY KEY (address_key, subscriber_id)
);

CREATE TABLE subscriptions (
  list_id         TEXT    NOT NULL,
  subscriber_id   INTEGER NOT NULL REFERENCES subscribers (id),
  state           TEXT    NOT NULL CHECK (state IN ('PENDING', 'CONFIRMED', 'UNSUBSCRIBED')),
  since_at        BIGINT  NOT NULL,
  consent_source  TEXT,                                   -- null: nobody recorded a consent
  consent_at      BIGINT,
  consent_ip      TEXT,
  consent_text    TEXT,
  PRIMARY KEY (list_id, subscriber_id)
);
CREATE INDEX subscriptions_by_subscriber ON subscriptions (subscriber_id);

-- "No more of this newsletter", while the list goes on (RFC 8058).
CREATE TABLE newsletter_stops (
  subscriber_id  INTEGER NOT NULL REFERENCES subscribers (id),
  newsletter_id  TEXT    NOT NULL,
  stopped_at     BIGINT  NOT NULL,
  PRIMARY KEY (subscriber_id, newsletter_id)
);

-- Addresses that must not be mailed, whoever asks. ERASED keeps nothing but the keyed hash.
CREATE TABLE suppressions (
  address_hash  TEXT   NOT NULL PRIMARY KEY,              -- HMAC of the address key with the store's secret
  address_key   TEXT   UNIQUE,
  address       TEXT,
  reason        TEXT   NOT NULL CHECK
    (reason IN ('HARD_BOUNCE', 'COMPLAINT', 'REPEATED_SOFT_BOUNCE', 'MANUAL', 'ERASED')),
  since_at      BIGINT NOT NULL,
  CHECK (reason = 'ERASED' OR address IS NOT NULL)
);
