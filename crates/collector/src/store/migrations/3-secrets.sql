-- What the collector signs with, made at first use. Removing a row ends what was signed with it.
CREATE TABLE secrets (
  name       TEXT    PRIMARY KEY,
  value      BLOB    NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
