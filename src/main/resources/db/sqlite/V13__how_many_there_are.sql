-- Without being told, SQLite takes an edition for ten rows and reads all of its million to find a claim's.
-- These numbers are set, not counted, so that every store has the same plans at every size: rows, and how
-- many of them are alike in the first, the first two … columns.
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
