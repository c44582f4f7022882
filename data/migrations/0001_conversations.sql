-- Everything said between one address and us, and who may run its next turn.
CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  address TEXT NOT NULL UNIQUE,
  -- 'bot', 'queue' or 'person'; owner_name is the person's name
  owner TEXT NOT NULL DEFAULT 'bot',
  owner_name TEXT,
  epoch BIGINT NOT NULL DEFAULT 0,
  last_seq BIGINT NOT NULL DEFAULT 0,
  last_door TEXT NOT NULL,
  last_inbound_at BIGINT,
  -- when the next turn is due; null while nothing waits
  ready_at BIGINT,
  lease_holder TEXT,
  lease_until BIGINT NOT NULL DEFAULT 0,
  fence BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL
);
CREATE INDEX conversations_ready ON conversations (ready_at) WHERE ready_at IS NOT NULL;

-- The mailbox: what wants a turn, in order of arrival per conversation.
CREATE TABLE inputs (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  seq BIGINT NOT NULL,
  source TEXT NOT NULL,
  external_id TEXT NOT NULL,
  door TEXT NOT NULL,
  body TEXT NOT NULL,
  -- 'waiting', 'handled' or 'dead'
  status TEXT NOT NULL DEFAULT 'waiting',
  attempts BIGINT NOT NULL DEFAULT 0,
  error TEXT,
  outcome TEXT,
  received_at BIGINT NOT NULL,
  UNIQUE (source, external_id),
  UNIQUE (conversation_id, seq)
);
CREATE INDEX inputs_waiting ON inputs (conversation_id, seq) WHERE status = 'waiting';

-- The transcript: append-only; only the status of a line moves, and only forwards.
CREATE TABLE lines (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  seq BIGINT NOT NULL,
  input_id TEXT,
  at BIGINT NOT NULL,
  author TEXT NOT NULL,
  agent TEXT,
  sender_name TEXT,
  text TEXT NOT NULL,
  status TEXT NOT NULL,
  media TEXT,
  trace TEXT,
  choices TEXT,
  UNIQUE (conversation_id, seq)
);
CREATE INDEX lines_input ON lines (input_id) WHERE input_id IS NOT NULL;

-- Messages on their way out, in order per destination.
CREATE TABLE deliveries (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  line_id TEXT,
  -- who is waited for: 'channel|address'
  destination TEXT NOT NULL,
  position BIGINT NOT NULL,
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  body TEXT NOT NULL,
  -- 'bot', 'person', 'system' or 'desk'
  speaker TEXT NOT NULL,
  -- 'waiting', 'sending', 'sent', 'delivered', 'read', 'failed', 'dead' or 'dropped'
  status TEXT NOT NULL DEFAULT 'waiting',
  due_at BIGINT NOT NULL,
  lease_until BIGINT NOT NULL DEFAULT 0,
  fence BIGINT NOT NULL DEFAULT 0,
  attempts BIGINT NOT NULL DEFAULT 0,
  provider_id TEXT,
  error TEXT,
  created_at BIGINT NOT NULL,
  sent_at BIGINT
);
CREATE INDEX deliveries_line ON deliveries (destination, position) WHERE status IN ('waiting', 'sending');
CREATE INDEX deliveries_of_line ON deliveries (line_id) WHERE line_id IS NOT NULL;
CREATE INDEX deliveries_of_conversation ON deliveries (conversation_id);
CREATE UNIQUE INDEX deliveries_provider ON deliveries (channel, provider_id) WHERE provider_id IS NOT NULL;

-- Stays with people. The open one of a conversation is the one that is not closed.
CREATE TABLE handoffs (
  thread_id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  reason TEXT NOT NULL,
  summary TEXT NOT NULL,
  offered_to TEXT,
  claimed_by TEXT,
  queued_at BIGINT NOT NULL,
  claimed_at BIGINT,
  closed_at BIGINT,
  closed_by TEXT,
  timer TEXT,
  timer_at BIGINT,
  desk_ref TEXT UNIQUE
);
CREATE UNIQUE INDEX handoffs_open ON handoffs (conversation_id) WHERE status <> 'closed';
CREATE INDEX handoffs_timer ON handoffs (timer_at) WHERE timer_at IS NOT NULL;

-- Authenticated payloads nobody could read; kept so that nothing is lost.
CREATE TABLE quarantine (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  body TEXT NOT NULL,
  received_at BIGINT NOT NULL
);

-- Who did what to which record; append-only.
CREATE TABLE audit (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  conversation_id TEXT,
  customer_id TEXT,
  detail TEXT NOT NULL
);
CREATE INDEX audit_of_conversation ON audit (conversation_id);
