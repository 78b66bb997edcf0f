-- What picking needs beside articles and editions: who may read an article, what changed since the
-- index of related items last looked, what editors want, and what a score is made of.

-- ------------------------------------------------------------------------------------------------
-- Articles: RESTRICTED is for members only or opted out (picking P11), UNPUBLISHED was a draft or
-- is one again.
-- ------------------------------------------------------------------------------------------------
ALTER TABLE articles ADD COLUMN access TEXT NOT NULL DEFAULT 'OPEN'
  CHECK (access IN ('OPEN', 'RESTRICTED', 'UNPUBLISHED'));
UPDATE articles SET access = 'RESTRICTED' WHERE is_open = 0;
ALTER TABLE articles DROP COLUMN is_open;

-- Each reading that adds or changes articles gives them the next number, so whoever keeps a copy asks
-- for what came after the number it has.
ALTER TABLE store ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
ALTER TABLE articles ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
CREATE INDEX articles_by_revision ON articles (revision, id);
CREATE INDEX articles_by_sight ON articles (first_seen_at, id);

-- ------------------------------------------------------------------------------------------------
-- What editors want of an article in a newsletter.
-- ------------------------------------------------------------------------------------------------
CREATE TABLE wishes (
  newsletter_id  TEXT    NOT NULL,
  article_id     TEXT    NOT NULL REFERENCES articles (id),
  kind           TEXT    NOT NULL
    CHECK (kind IN ('LEAD', 'BOOST', 'POPULARITY', 'EVERGREEN', 'UPDATE', 'EXCLUDE')),
  points         INTEGER NOT NULL,
  made_at        BIGINT  NOT NULL,
  PRIMARY KEY (newsletter_id, article_id, kind)
);

-- ------------------------------------------------------------------------------------------------
-- The never-repeat ledger counts versions: an article that an editor sends as an update is covered
-- once more, under the next number (picking P8).
-- ------------------------------------------------------------------------------------------------
CREATE TABLE coverage_by_version (
  newsletter_id  TEXT    NOT NULL,
  article_id     TEXT    NOT NULL,
  version        INTEGER NOT NULL CHECK (version >= 1),
  edition_id     INTEGER NOT NULL REFERENCES editions (id),
  state          TEXT    NOT NULL CHECK (state IN ('RESERVED', 'SENT')),
  changed_at     BIGINT  NOT NULL,
  PRIMARY KEY (newsletter_id, article_id, version)
);
INSERT INTO coverage_by_version
  SELECT newsletter_id, article_id, 1, edition_id, state, changed_at FROM coverage;
DROP TABLE coverage;
ALTER TABLE coverage_by_version RENAME TO coverage;
CREATE INDEX coverage_by_edition ON coverage (edition_id);

-- ------------------------------------------------------------------------------------------------
-- What an article's score was made of; null where none was given.
-- ------------------------------------------------------------------------------------------------
ALTER TABLE explanations ADD COLUMN score TEXT;             -- JSON
