-- An award that was given back whole pays for nothing: like a withdrawn one it lets go of its costs, and another may pay them.
CREATE OR REPLACE FUNCTION refuse_grant_award_cost_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.active OR
     NOT EXISTS (SELECT 1 FROM grant_award WHERE id = NEW.award_id AND (state = 'withdrawn' OR returned_pence = amount_pence)) OR
     (NEW.award_id, NEW.organisation_code, NEW.need_id, NEW.category, NEW.nature, NEW.financial_year, NEW.amount_pence)
       IS DISTINCT FROM
     (OLD.award_id, OLD.organisation_code, OLD.need_id, OLD.category, OLD.nature, OLD.financial_year, OLD.amount_pence) THEN
    RAISE EXCEPTION 'the costs of an award are never changed' USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
DROP TRIGGER grant_award_frees_costs ON grant_award;
--> statement-breakpoint
CREATE TRIGGER grant_award_frees_costs AFTER UPDATE OF state, returned_pence ON grant_award
  FOR EACH ROW WHEN (NEW.state = 'withdrawn' OR NEW.returned_pence = NEW.amount_pence)
  EXECUTE FUNCTION free_grant_award_costs();
--> statement-breakpoint
UPDATE grant_award_cost c SET active = false FROM grant_award a
  WHERE a.id = c.award_id AND c.active AND a.returned_pence = a.amount_pence;
