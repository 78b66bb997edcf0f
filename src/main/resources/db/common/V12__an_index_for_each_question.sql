-- An index of all states was written six times for each message. Now each index has one question to
-- answer, and a delivery is in one of them: waiting, in a dispatcher's hands (V11), or ended. A query finds
-- one only if it says the condition as it stands here (DeliverySets).
DROP INDEX deliveries_by_state;

-- What is next, in the order of time and of neighbours.
CREATE INDEX deliveries_pending ON deliveries (edition_id, next_attempt_at, subscriber_id)
  WHERE state = 'PENDING';
CREATE INDEX deliveries_deferred ON deliveries (edition_id, next_attempt_at, subscriber_id)
  WHERE state = 'DEFERRED';

-- In hand is what has a claim, CLAIMED and SENDING: the one becomes the other without a change in an index.
-- A message of a Digest that knew no claims is of claim 0, which is never given out.
UPDATE deliveries SET claim = 0 WHERE state = 'SENDING' AND claim IS NULL;

-- What it came to: counts and pages.
CREATE INDEX deliveries_ended ON deliveries (edition_id, state, subscriber_id)
  WHERE state IN ('ACCEPTED', 'REJECTED', 'UNCERTAIN', 'EXPIRED', 'EXCLUDED');

DROP INDEX deliveries_to_resend;
CREATE INDEX deliveries_to_resend ON deliveries (edition_id, subscriber_id)
  WHERE state = 'UNCERTAIN' AND resent = 0;

-- A reader's deliveries are found by the key, edition by edition: there are few editions for each reader.
DROP INDEX deliveries_by_subscriber;
