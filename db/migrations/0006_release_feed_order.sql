-- Which transaction wrote a release: a feed ordered by sequence alone loses rows that commit late (a lower number can
-- appear after a higher one was read), so readers stop below the oldest transaction still running.
ALTER TABLE ocds_release ADD COLUMN written_by xid8 NOT NULL DEFAULT pg_current_xact_id();
