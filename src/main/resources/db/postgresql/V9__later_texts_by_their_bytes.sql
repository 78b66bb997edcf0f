-- The texts that came after V5, too, are compared and sorted by their bytes.
DO $$
DECLARE
  text_column RECORD;
BEGIN
  FOR text_column IN
    SELECT c.table_name, c.column_name
    FROM information_schema.columns c
    WHERE c.table_schema = current_schema() AND c.data_type = 'text'
      AND c.collation_name IS DISTINCT FROM 'C' AND c.table_name IN ('attempts', 'revisions')
    ORDER BY c.table_name, c.ordinal_position
  LOOP
    EXECUTE format(
      'ALTER TABLE %I ALTER COLUMN %I TYPE TEXT COLLATE "C"', text_column.table_name, text_column.column_name);
  END LOOP;
END $$;
