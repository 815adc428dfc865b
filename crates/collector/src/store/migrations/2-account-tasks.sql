-- The tasks that anyone of an account has completed, as JSON arrays `["checklist","task"]`. The index
-- follows the events: when one counts for another account, so does its task.
CREATE INDEX events_by_account_task ON events
  (account, iif(json_valid(properties), json_extract(properties, '$.checklist', '$.task'), NULL))
  WHERE event = 'Checklist Task Completed' AND account IS NOT NULL;
