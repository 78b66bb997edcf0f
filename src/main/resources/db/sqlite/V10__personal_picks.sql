-- Readers who chose topics get a choice of an edition's picks.

-- JSON: the picks in the order in which they were frozen; null where everybody gets all of them.
ALTER TABLE frozen_editions ADD COLUMN places TEXT;

-- One character for each of those places, 1 for a pick that the reader gets, else 0; null for all. Fixed
-- at freeze, so that every attempt has the same bytes whatever the reader chooses meanwhile.
ALTER TABLE deliveries ADD COLUMN picks TEXT;

-- Patterns for deliveries.picks: of whom nothing is left from this revision on, and whose mail of the
-- revision before did not have what was retracted; null where everybody gets all.
ALTER TABLE revisions ADD COLUMN emptied TEXT;
ALTER TABLE revisions ADD COLUMN untouched TEXT;
