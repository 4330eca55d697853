-- Publications wait for each other at their last step now, so the sequence alone is the order in which releases appear.
-- Transaction ids start again in a database restored from a backup: compared with them, every release would be hidden.
ALTER TABLE ocds_release DROP COLUMN written_by;
