-- Whoever decided to award does not sign the memorandum for the centre. Signatures that are there already stay.
CREATE FUNCTION grant_signature_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.side = 'centre'
    AND EXISTS (SELECT 1 FROM grant_award g WHERE g.id = NEW.award_id AND g.awarded_by = NEW.signed_by) THEN
    RAISE EXCEPTION 'award % was decided by the one who signs it', NEW.award_id
      USING ERRCODE = '23514', CONSTRAINT = 'grant_signed_by_another';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER grant_signature_by_two BEFORE INSERT ON grant_signature
  FOR EACH ROW EXECUTE FUNCTION grant_signature_by_two();
