-- While a regulator's suspension of a certificate stands, no claim of the same standard and holder ends in a new one.
CREATE FUNCTION certificate_not_round_a_regulator() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  standing text;
BEGIN
  SELECT c.number INTO standing FROM certificate c
    JOIN standard_version v ON v.id = c.standard_version_id
    JOIN LATERAL (SELECT e.kind, e.body FROM certificate_event e WHERE e.certificate_number = c.number
      ORDER BY e.effective_on DESC, e.id DESC LIMIT 1) last ON last.kind = 'suspended' AND last.body = 'regulator'
    WHERE c.supplier_id = NEW.supplier_id AND c.solution_id IS NOT DISTINCT FROM NEW.solution_id
      AND v.standard_id = (SELECT standard_id FROM standard_version WHERE id = NEW.standard_version_id)
    LIMIT 1;
  IF standing IS NOT NULL THEN
    RAISE EXCEPTION 'certificate % is under a regulator’s suspension, which no new certificate goes round', standing
      USING ERRCODE = '23514', CONSTRAINT = 'certificate_not_round_a_regulator';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER certificate_not_round_a_regulator BEFORE INSERT ON certificate
  FOR EACH ROW WHEN (NEW.source = 'claim') EXECUTE FUNCTION certificate_not_round_a_regulator();
