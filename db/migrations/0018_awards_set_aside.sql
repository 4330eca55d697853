ALTER TABLE "allocation_change" DROP CONSTRAINT "allocation_change_method_known";--> statement-breakpoint
ALTER TABLE "allocation_change" ADD CONSTRAINT "allocation_change_method_known" CHECK ("allocation_change"."method" in ('typed', 'table', 'formula', 'award'));--> statement-breakpoint

-- An award sets aside by a change of its organisation's allocation, so that everything that counts allocations counts
-- awards. What this holds in place: awards that are not withdrawn never exceed the allocation, whoever writes which.
DROP FUNCTION fund_awarded(text) CASCADE;
--> statement-breakpoint
CREATE FUNCTION fund_awarded_to(p_fund text, p_organisation text) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(amount_pence - returned_pence), 0) FROM grant_award
  WHERE fund_id = p_fund AND organisation_code = p_organisation AND state <> 'withdrawn'
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION check_grant_award() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an award is never deleted' USING ERRCODE = 'DV001';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.state = 'withdrawn' OR NEW.returned_pence < OLD.returned_pence OR
       (OLD.state = 'in_force' AND NEW.state = 'awaiting_signature') OR
       (NEW.application_id, NEW.fund_id, NEW.organisation_code, NEW.need_id, NEW.amount_pence, NEW.conditions, NEW.memorandum)
         IS DISTINCT FROM
       (OLD.application_id, OLD.fund_id, OLD.organisation_code, OLD.need_id, OLD.amount_pence, OLD.conditions, OLD.memorandum) THEN
      RAISE EXCEPTION 'the terms of an award are never changed' USING ERRCODE = 'DV001';
    END IF;
    RETURN NEW;
  END IF;
  PERFORM 1 FROM fund WHERE id = NEW.fund_id FOR NO KEY UPDATE;
  IF fund_awarded_to(NEW.fund_id, NEW.organisation_code) + NEW.amount_pence > coalesce((SELECT amount_pence FROM allocation
      WHERE fund_id = NEW.fund_id AND organisation_code = NEW.organisation_code), 0) THEN
    RAISE EXCEPTION 'an award is set aside in its fund before it is written'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_award_set_aside';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION allocation_cover_awards() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM added c JOIN allocation a ON a.fund_id = c.fund_id AND a.organisation_code = c.organisation_code
             WHERE a.amount_pence < fund_awarded_to(c.fund_id, c.organisation_code)) THEN
    RAISE EXCEPTION 'an allocation would be less than what was awarded from it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'allocation_covers_awards';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Named to run after allocation_follows_changes, which moves the allocation: triggers of one event go by name.
CREATE TRIGGER allocation_then_covers_awards AFTER INSERT ON allocation_change
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION allocation_cover_awards();
