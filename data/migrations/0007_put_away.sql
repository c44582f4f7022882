-- when a person decided that a dead letter needs nothing more
ALTER TABLE deliveries ADD COLUMN put_away_at BIGINT;
ALTER TABLE inputs ADD COLUMN put_away_at BIGINT;

DROP INDEX deliveries_dead;
CREATE INDEX deliveries_dead ON deliveries (died_at, id) WHERE died_at IS NOT NULL AND resent_as IS NULL AND put_away_at IS NULL;
DROP INDEX inputs_dead;
CREATE INDEX inputs_dead ON inputs (died_at, id) WHERE died_at IS NOT NULL AND put_away_at IS NULL;
