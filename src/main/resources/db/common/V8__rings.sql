-- A ring first: some get an edition before all the others, and when it goes badly with them, no others do.

-- 1: a seed; 2: one of the share; 0: in no ring, and so with the rest.
ALTER TABLE deliveries ADD COLUMN ring INTEGER NOT NULL DEFAULT 0 CHECK (ring BETWEEN 0 AND 2);

-- Only the rings up to this one are sent; 0: everybody is.
ALTER TABLE frozen_editions ADD COLUMN ring INTEGER NOT NULL DEFAULT 0 CHECK (ring BETWEEN 0 AND 2);

-- Those in a ring are few: without this, the dispatcher would look for them among everybody.
CREATE INDEX deliveries_in_rings ON deliveries (edition_id, ring, state, next_attempt_at) WHERE ring > 0;
