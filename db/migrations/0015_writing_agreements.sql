ALTER TABLE "agreement_version" ADD COLUMN "edit_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD COLUMN "end_reason" text;--> statement-breakpoint

-- Who is asked to sign is fixed once they are asked, and a signature stays as it was given.
CREATE FUNCTION refuse_agreement_party_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE current_state text;
BEGIN
  SELECT state INTO current_state FROM agreement_version
    WHERE agreement_id = COALESCE(NEW.agreement_id, OLD.agreement_id) AND version = COALESCE(NEW.version, OLD.version);
  IF TG_OP = 'UPDATE' THEN
    IF OLD.signed_at IS NOT NULL
      OR (NEW.agreement_id, NEW.version, NEW.organisation_code) IS DISTINCT FROM (OLD.agreement_id, OLD.version, OLD.organisation_code) THEN
      RAISE EXCEPTION 'a party to an agreement and its signature are never changed' USING ERRCODE = 'DV001';
    END IF;
  ELSIF current_state <> 'draft' THEN
    RAISE EXCEPTION 'the parties of an agreement that is % are never changed', current_state USING ERRCODE = 'DV001';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
--> statement-breakpoint
CREATE TRIGGER agreement_party_fixed BEFORE INSERT OR UPDATE OR DELETE ON agreement_party
  FOR EACH ROW EXECUTE FUNCTION refuse_agreement_party_change();
