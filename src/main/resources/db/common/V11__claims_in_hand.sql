-- A claim ends when nothing of it is in hand any more. Without this index every new claim looked through its whole
-- edition for the answer: the larger the list, the slower each message.
CREATE INDEX deliveries_in_hand ON deliveries (claim) WHERE claim IS NOT NULL;
