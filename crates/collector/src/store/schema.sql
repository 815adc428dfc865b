-- Schema version 1. Times are milliseconds since 1970-01-01T00:00:00Z. JSON is stored as text.
-- A change goes into a new file of `migrations`, never into this one once it has been released.

-- A write key. The key itself is not stored, only its SHA-256.
CREATE TABLE sources (
  id         INTEGER PRIMARY KEY,
  key_hash   BLOB    NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;

-- The log: every message that was accepted, once.
CREATE TABLE events (
  id           INTEGER PRIMARY KEY,
  source       INTEGER NOT NULL REFERENCES sources (id),
  message_id   TEXT    NOT NULL,
  type         TEXT    NOT NULL CHECK (type IN ('track', 'identify', 'group', 'page', 'screen', 'alias')),
  ts           INTEGER NOT NULL,  -- when it happened, corrected for the client's clock
  received_at  INTEGER NOT NULL,
  anonymous_id TEXT,
  user_id      TEXT,              -- as the client said
  person       TEXT,              -- user_id, or the user that the anonymous id turned out to be
  group_id     TEXT,              -- as the client said
  account      TEXT,              -- group_id, or the account that the person belongs to
  session      INTEGER,
  event        TEXT,              -- name of a track
  name         TEXT,              -- name of a page or screen
  path         TEXT,              -- path of the page, without query and fragment
  properties   TEXT,
  traits       TEXT,
  context      TEXT,
  UNIQUE (source, message_id)
) STRICT;
CREATE INDEX events_by_ts      ON events (ts);
CREATE INDEX events_by_event   ON events (event, ts) WHERE event IS NOT NULL;
CREATE INDEX events_by_path    ON events (path, ts) WHERE type = 'page';
CREATE INDEX events_by_person  ON events (person, ts) WHERE person IS NOT NULL;
CREATE INDEX events_by_account ON events (account, ts) WHERE account IS NOT NULL;
CREATE INDEX events_unsigned   ON events (anonymous_id) WHERE user_id IS NULL;
CREATE INDEX events_homeless   ON events (person) WHERE account IS NULL AND person IS NOT NULL;

-- Who a browser's anonymous id (or an alias) turned out to be: the user it signed in as first.
CREATE TABLE identities (
  anonymous_id TEXT    PRIMARY KEY,
  user_id      TEXT    NOT NULL,
  since        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Users that sent a message with a userId. Traits merge by name, the latest timestamp wins.
CREATE TABLE users (
  user_id     TEXT    PRIMARY KEY,
  traits      TEXT    NOT NULL DEFAULT '{}',
  trait_times TEXT    NOT NULL DEFAULT '{}',  -- name of a trait -> when it was said
  first_seen  INTEGER NOT NULL,
  last_seen   INTEGER NOT NULL,
  group_id    TEXT,                           -- the account, as said last
  group_at    INTEGER                         -- when that was said
) STRICT, WITHOUT ROWID;
CREATE INDEX users_by_group ON users (group_id);

-- Accounts, which are Segment's groups. Traits merge as those of users do.
CREATE TABLE accounts (
  group_id    TEXT    PRIMARY KEY,
  traits      TEXT    NOT NULL DEFAULT '{}',
  trait_times TEXT    NOT NULL DEFAULT '{}',
  first_seen  INTEGER NOT NULL,
  last_seen   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The people who read the dashboard, and their sessions. A session's token is stored as its SHA-256.
CREATE TABLE staff (
  id            INTEGER PRIMARY KEY,
  email         TEXT    NOT NULL UNIQUE COLLATE NOCASE,
  password_hash TEXT    NOT NULL,              -- Argon2id, PHC string
  role          TEXT    NOT NULL CHECK (role IN ('admin', 'viewer')),
  created_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE staff_sessions (
  token_hash BLOB    PRIMARY KEY,
  staff      INTEGER NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_sessions_by_expiry ON staff_sessions (expires_at);
