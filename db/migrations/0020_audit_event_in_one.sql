-- Adds an audit event to its stream in one round trip: every deed records one, and three round trips each were a third
-- of all that a deed asked of the database. The chain stays exact: writers of one stream take turns until they commit.
-- `entry_head` and `entry_tail` are the event as canonical JSON, without the position that is only known here.
CREATE FUNCTION audit_event_add(
  in_stream text, in_at timestamptz, in_action text, in_summary text, in_actor_user_id text, in_actor_name text,
  in_organisation_code text, in_before jsonb, in_after jsonb, in_request_id text,
  first_hash text, entry_head text, entry_tail text
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  last_position integer;
  last_hash text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(in_stream, 0));
  -- A statement of its own: it sees what was committed while this one waited for the lock.
  SELECT e."position", e.hash INTO last_position, last_hash
    FROM audit_event e WHERE e.stream = in_stream ORDER BY e."position" DESC LIMIT 1;
  last_position := coalesce(last_position, 0) + 1;
  last_hash := coalesce(last_hash, first_hash);
  INSERT INTO audit_event (stream, "position", at, action, summary, actor_user_id, actor_name, organisation_code,
      "before", "after", request_id, previous_hash, hash)
    VALUES (in_stream, last_position, in_at, in_action, in_summary, in_actor_user_id, in_actor_name,
      in_organisation_code, in_before, in_after, in_request_id, last_hash,
      encode(sha256(convert_to(last_hash || E'\n' || entry_head || last_position || entry_tail, 'UTF8')), 'hex'));
END $$;
