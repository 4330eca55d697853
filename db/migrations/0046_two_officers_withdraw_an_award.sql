ALTER TABLE "officer_proposal" DROP CONSTRAINT "officer_proposal_kind_known";--> statement-breakpoint
ALTER TABLE "officer_proposal" ADD CONSTRAINT "officer_proposal_kind_known" CHECK ("officer_proposal"."kind" in ('end-agreement', 'waiver', 'withdraw-award'));
--> statement-breakpoint

-- An award that both sides have signed is withdrawn by two: one proposed it, and another approved.
CREATE FUNCTION grant_award_withdrawn_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM officer_proposal p
    WHERE p.kind = 'withdraw-award' AND p.state = 'approved' AND p.about = 'grant:' || NEW.id) THEN
    RAISE EXCEPTION 'award % is withdrawn by one person', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'grant_award_withdrawn_by_two';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER grant_award_withdrawn_by_two BEFORE UPDATE ON grant_award
  FOR EACH ROW WHEN (OLD.state = 'in_force' AND NEW.state = 'withdrawn') EXECUTE FUNCTION grant_award_withdrawn_by_two();
