-- 1 while nobody knows whether a try succeeded.
ALTER TABLE deliveries ADD COLUMN may_have_arrived BIGINT NOT NULL DEFAULT 0;
-- when it became 'dead' or 'failed'
ALTER TABLE deliveries ADD COLUMN died_at BIGINT;
-- the delivery that a person sent in its place
ALTER TABLE deliveries ADD COLUMN resent_as TEXT;
ALTER TABLE inputs ADD COLUMN died_at BIGINT;

UPDATE deliveries SET died_at = COALESCE(sent_at, due_at) WHERE status IN ('dead', 'failed');
UPDATE inputs SET died_at = received_at WHERE status = 'dead';

CREATE INDEX deliveries_dead ON deliveries (died_at, id) WHERE died_at IS NOT NULL AND resent_as IS NULL;
CREATE INDEX inputs_dead ON inputs (died_at, id) WHERE died_at IS NOT NULL;

-- 'uncertain' is open too: it stays the head of its line.
DROP INDEX deliveries_line;
CREATE INDEX deliveries_line ON deliveries (destination, position) WHERE status IN ('waiting', 'sending', 'uncertain');

-- What providers reported about messages before we had noted their ids; the furthest report of each, for a day.
CREATE TABLE early_reports (
  channel TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  status TEXT NOT NULL,
  error TEXT,
  at BIGINT NOT NULL,
  PRIMARY KEY (channel, provider_id)
);
CREATE INDEX early_reports_old ON early_reports (at);
