-- Which conversation a WhatsApp user id (BSUID) belongs to, beside or instead of a phone number.
CREATE TABLE user_ids (
  user_id TEXT PRIMARY KEY,
  -- our number it was seen at, 'door|account': each business portfolio gives its own ids
  account TEXT NOT NULL,
  conversation_id TEXT NOT NULL REFERENCES conversations (id)
);
CREATE INDEX user_ids_of_conversation ON user_ids (conversation_id);

-- Addresses that have changed hands: the insurer's record no longer proves who writes from there.
CREATE TABLE changed_addresses (
  address TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  -- the provider's event that said so, 'source|external id'; null when we found out ourselves
  event TEXT
);
-- 0 while nobody has proven who writes from its address
ALTER TABLE conversations ADD COLUMN is_proven BIGINT NOT NULL DEFAULT 1;

-- Until when a customer may be written to in free words, for each door that knows such a limit.
CREATE TABLE windows (
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  door TEXT NOT NULL,
  open_until BIGINT NOT NULL,
  PRIMARY KEY (conversation_id, door)
);
INSERT INTO windows (conversation_id, door, open_until)
  SELECT id, last_door, last_inbound_at + 86400000 FROM conversations
  WHERE last_door LIKE 'whatsapp-%' AND last_inbound_at IS NOT NULL;
ALTER TABLE conversations DROP COLUMN last_inbound_at;

-- A delivery in status 'held' waits for its window to open again; it holds no place in its line.
CREATE INDEX deliveries_held ON deliveries (conversation_id) WHERE status = 'held';
CREATE INDEX lines_held ON lines (conversation_id) WHERE status = 'held';
-- when the window opened again for it; its age counts from then
ALTER TABLE deliveries ADD COLUMN reopened_at BIGINT;

-- Each way out looks for its own work only, so that one that stands still delays no other.
CREATE INDEX deliveries_due ON deliveries (channel, due_at) WHERE status IN ('waiting', 'sending', 'uncertain');

-- A delivery in status 'merged' leaves as part of another one, and fares as that one does.
ALTER TABLE deliveries ADD COLUMN merged_into TEXT;
CREATE INDEX deliveries_merged ON deliveries (merged_into) WHERE merged_into IS NOT NULL;

-- What people send to customers besides words.
CREATE TABLE files (
  id TEXT PRIMARY KEY,
  -- whoever knows it may fetch the file: a provider that does not take bytes
  token TEXT NOT NULL UNIQUE,
  mime_type TEXT NOT NULL,
  file_name TEXT NOT NULL,
  -- base64, which both engines keep as text
  bytes TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
