-- Who handed over or erased a person's data, and when. The person is named by a keyed hash: the record must not keep
-- what was erased.
CREATE TABLE audit (
  id       INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,
  actor    TEXT    NOT NULL,  -- the address of a member of staff, `command line` or `browser`
  action   TEXT    NOT NULL CHECK (action IN ('export', 'erase')),
  subject  TEXT    NOT NULL,
  rows     INTEGER NOT NULL,
  scrubbed INTEGER            -- when the database was written anew after an erasure; NULL: not yet
) STRICT;
CREATE INDEX audit_by_subject ON audit (subject);
