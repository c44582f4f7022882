-- What the graph remembers per conversation: one row a checkpoint, one a changed channel, one a pending write.
CREATE TABLE checkpoints (
  thread_id TEXT NOT NULL,
  namespace TEXT NOT NULL,
  checkpoint_id TEXT NOT NULL,
  parent_id TEXT,
  -- Counts the saves of the thread. The newest checkpoint is the one saved last: ids follow clocks, and hosts differ.
  revision INTEGER NOT NULL,
  -- Which row of checkpoint_channels each channel's value is in.
  versions TEXT NOT NULL,
  body TEXT NOT NULL,
  metadata TEXT NOT NULL,
  PRIMARY KEY (thread_id, namespace, checkpoint_id)
);

CREATE INDEX checkpoints_newest ON checkpoints (thread_id, namespace, revision);

CREATE TABLE checkpoint_channels (
  thread_id TEXT NOT NULL,
  namespace TEXT NOT NULL,
  channel TEXT NOT NULL,
  version TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (thread_id, namespace, channel, version)
);

CREATE TABLE checkpoint_writes (
  thread_id TEXT NOT NULL,
  namespace TEXT NOT NULL,
  checkpoint_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  task_path TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL,
  channel TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (thread_id, namespace, checkpoint_id, task_id, position)
);
