-- What is mandatory for anybody closes orders on a day: a change of it, and its end, has two officers behind it, whatever the draft
-- or the standard asks for. A draft that asks for one officer is no way around it.
CREATE OR REPLACE FUNCTION standard_draft_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'a change of a standard begins as a draft' USING ERRCODE = 'DV001';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.state IN ('published', 'discarded')
    OR (NEW.id, NEW.kind, NEW.standard_id, NEW.created_by, NEW.created_at)
      IS DISTINCT FROM (OLD.id, OLD.kind, OLD.standard_id, OLD.created_by, OLD.created_at)
    OR (OLD.state = 'proposed' AND (NEW.content, NEW.title) IS DISTINCT FROM (OLD.content, OLD.title)) THEN
    RAISE EXCEPTION 'draft % of a standard is not changed any more', OLD.id USING ERRCODE = 'DV001';
  END IF;
  IF NEW.state = 'published'
    AND ((NEW.content ->> 'needsSecondOfficer')::boolean
      OR NEW.content -> 'scopes' <> '[]'::jsonb
      OR EXISTS (SELECT 1 FROM standard s WHERE s.id = NEW.standard_id AND s.needs_second_officer)
      OR EXISTS (SELECT 1 FROM standard_binding b WHERE b.standard_id = NEW.standard_id))
    AND (OLD.state <> 'proposed' OR OLD.proposed_by IS NULL OR OLD.proposed_by = NEW.decided_by) THEN
    RAISE EXCEPTION 'draft % of a standard has one officer behind it', OLD.id
      USING ERRCODE = '23514', CONSTRAINT = 'standard_by_two';
  END IF;
  RETURN NEW;
END $$;
