-- Texts are compared and sorted by their bytes, as SQLite does, whatever language the server sorts by:
-- what a run decides must not depend on the machine, and a server's new version may sort anew.
DO $$
DECLARE
  text_column RECORD;
BEGIN
  FOR text_column IN
    SELECT c.table_name, c.column_name
    FROM information_schema.columns c
    JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
      AND c.data_type = 'text' AND c.collation_name IS DISTINCT FROM 'C'
      AND c.table_name IN (
        'store', 'feeds', 'articles', 'article_aliases', 'article_feeds', 'editions', 'explanations',
        'coverage', 'wishes', 'frozen_editions', 'subscribers', 'former_addresses', 'subscriptions',
        'newsletter_stops', 'suppressions', 'nodes', 'schedules', 'claims', 'deliveries')
    ORDER BY c.table_name, c.ordinal_position
  LOOP
    EXECUTE format(
      'ALTER TABLE %I ALTER COLUMN %I TYPE TEXT COLLATE "C"', text_column.table_name, text_column.column_name);
  END LOOP;
END $$;
