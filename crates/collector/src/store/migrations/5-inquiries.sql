-- What became of each inquiry. Who asked what, when and where stands in its event.
CREATE TABLE inquiries (
  event        INTEGER PRIMARY KEY REFERENCES events (id),
  id           TEXT    NOT NULL UNIQUE,  -- made by the browser: an inquiry that is sent again is one
  category     TEXT,                     -- as the rules of the content say; NULL: none fits
  reason       TEXT    CHECK (reason IN ('chosen', 'rule', 'none')),  -- NULL: not yet classified
  corrected    TEXT,                     -- the category that customer success gave it instead
  corrected_by TEXT,
  corrected_at INTEGER,
  answered_at  INTEGER,                  -- NULL: open
  answered_by  TEXT,
  note         TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX inquiries_new ON inquiries (event) WHERE reason IS NULL;

-- Where inquiries are delivered to, since it was first configured.
CREATE TABLE inquiry_targets (
  id      INTEGER PRIMARY KEY,
  kind    TEXT    NOT NULL CHECK (kind IN ('webhook', 'email')),
  address TEXT    NOT NULL,
  since   INTEGER NOT NULL,
  UNIQUE (kind, address)
) STRICT;

-- Each delivery of an inquiry to a target. The key is the same for every attempt.
CREATE TABLE inquiry_deliveries (
  key        TEXT    PRIMARY KEY,
  inquiry    INTEGER NOT NULL REFERENCES inquiries (event),
  target     INTEGER NOT NULL REFERENCES inquiry_targets (id),
  state      TEXT    NOT NULL CHECK (state IN ('waiting', 'delivered', 'dead')),
  attempts   INTEGER NOT NULL DEFAULT 0,
  due_at     INTEGER NOT NULL,
  settled_at INTEGER,
  error      TEXT,
  UNIQUE (inquiry, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX inquiry_deliveries_due ON inquiry_deliveries (target, due_at) WHERE state = 'waiting';
