-- Drafts of content that signed links show, as `banso build` would write them, until the last of their links ends.
CREATE TABLE drafts (
  hash       TEXT    PRIMARY KEY,
  content    BLOB    NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX drafts_by_expiry ON drafts (expires_at);
