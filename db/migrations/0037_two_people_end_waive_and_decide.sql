CREATE TABLE "application_decider" (
	"application_id" text NOT NULL,
	"submission" integer NOT NULL,
	"user_id" text NOT NULL,
	"taken_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "application_decider_application_id_submission_user_id_pk" PRIMARY KEY("application_id","submission","user_id")
);
--> statement-breakpoint
CREATE TABLE "officer_proposal" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"terms" jsonb NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"decision_reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "officer_proposal_kind_known" CHECK ("officer_proposal"."kind" in ('end-agreement', 'waiver')),
	CONSTRAINT "officer_proposal_state_known" CHECK ("officer_proposal"."state" in ('proposed', 'approved', 'declined', 'withdrawn')),
	CONSTRAINT "officer_proposal_decided_once" CHECK (("officer_proposal"."state" = 'proposed') = ("officer_proposal"."decided_by" is null) and ("officer_proposal"."decided_by" is null) = ("officer_proposal"."decided_at" is null)),
	CONSTRAINT "officer_proposal_two_people" CHECK ("officer_proposal"."state" not in ('approved', 'declined') or "officer_proposal"."decided_by" <> "officer_proposal"."proposed_by"),
	CONSTRAINT "officer_proposal_reasoned" CHECK ("officer_proposal"."reason" <> '' and ("officer_proposal"."state" not in ('approved', 'declined') or "officer_proposal"."decision_reason" <> ''))
);
--> statement-breakpoint
ALTER TABLE "application_decider" ADD CONSTRAINT "application_decider_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_decider" ADD CONSTRAINT "application_decider_of_submission" FOREIGN KEY ("application_id","submission") REFERENCES "public"."application_submission"("application_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_proposal" ADD CONSTRAINT "officer_proposal_proposed_by_user_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_proposal" ADD CONSTRAINT "officer_proposal_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "officer_proposal_by_state" ON "officer_proposal" USING btree ("state","proposed_at");--> statement-breakpoint
CREATE INDEX "officer_proposal_by_about" ON "officer_proposal" USING btree ("about");--> statement-breakpoint
CREATE UNIQUE INDEX "officer_proposal_waits_once" ON "officer_proposal" USING btree ("kind","about",(case "kind" when 'end-agreement' then "terms" -> 'version' else "terms" end)) WHERE "officer_proposal"."state" = 'proposed';
--> statement-breakpoint

-- A proposal keeps its words: it is decided once, by somebody else, and never changed or deleted.
CREATE FUNCTION officer_proposal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'proposed' THEN
      RAISE EXCEPTION 'a proposal begins as a proposal' USING ERRCODE = 'DV001';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.state <> 'proposed'
    OR (NEW.id, NEW.kind, NEW.about, NEW.terms, NEW.reason, NEW.proposed_by, NEW.proposed_at)
      IS DISTINCT FROM (OLD.id, OLD.kind, OLD.about, OLD.terms, OLD.reason, OLD.proposed_by, OLD.proposed_at) THEN
    RAISE EXCEPTION 'a proposal is never changed after it was decided' USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER officer_proposal_guarded BEFORE INSERT OR UPDATE OR DELETE ON officer_proposal
  FOR EACH ROW EXECUTE FUNCTION officer_proposal_guard();
--> statement-breakpoint
CREATE TRIGGER officer_proposal_no_truncate BEFORE TRUNCATE ON officer_proposal EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- A signed agreement is ended by two: one proposed this last day of this version, and another approved it.
CREATE FUNCTION agreement_ended_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM officer_proposal p
    WHERE p.kind = 'end-agreement' AND p.state = 'approved' AND p.about = 'agreement:' || NEW.agreement_id
      AND (p.terms ->> 'version')::int = NEW.version AND p.terms ->> 'lastDay' = NEW.effective_to::text) THEN
    RAISE EXCEPTION 'agreement % version % is ended by one person', NEW.agreement_id, NEW.version
      USING ERRCODE = '23514', CONSTRAINT = 'agreement_ended_by_two';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER agreement_ended_by_two BEFORE UPDATE ON agreement_version
  FOR EACH ROW WHEN (OLD.state = 'in_force' AND NEW.state = 'ended') EXECUTE FUNCTION agreement_ended_by_two();
--> statement-breakpoint

-- A waiver that a person grants was proposed by another. What an import brings has nobody's id.
CREATE FUNCTION waiver_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM officer_proposal p
    WHERE p.kind = 'waiver' AND p.state = 'approved' AND p.decided_by = NEW.granted_by
      AND p.about = 'solution:' || NEW.solution_id AND p.terms ->> 'standardId' = NEW.standard_id
      AND p.terms ->> 'buyerCode' IS NOT DISTINCT FROM NEW.buyer_code
      AND p.terms ->> 'validFrom' = NEW.valid_from::text AND p.terms ->> 'validTo' = NEW.valid_to::text) THEN
    RAISE EXCEPTION 'a waiver for % is granted by one person', NEW.solution_id
      USING ERRCODE = '23514', CONSTRAINT = 'waiver_by_two';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER waiver_by_two BEFORE INSERT ON waiver
  FOR EACH ROW WHEN (NEW.granted_by IS NOT NULL) EXECUTE FUNCTION waiver_by_two();
--> statement-breakpoint
CREATE TRIGGER application_decider_kept BEFORE UPDATE OR DELETE ON application_decider
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER application_decider_no_truncate BEFORE TRUNCATE ON application_decider EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- Two people stand behind an award: whoever scores does not decide. Each side asks for the other's row; both hold the
-- application's row first, so that one of two at once sees the other. A conflict of interest may always be declared.
CREATE FUNCTION application_scored_by_others() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'application_assessment' THEN
    IF NOT NEW.conflict AND EXISTS (SELECT 1 FROM application_decider d
      WHERE d.application_id = NEW.application_id AND d.submission = NEW.submission AND d.user_id = NEW.assessor_id) THEN
      RAISE EXCEPTION 'who decides about application % does not score it', NEW.application_id
        USING ERRCODE = '23514', CONSTRAINT = 'application_scored_by_others';
    END IF;
  ELSIF EXISTS (SELECT 1 FROM application_assessment a
    WHERE a.application_id = NEW.application_id AND a.submission = NEW.submission AND a.assessor_id = NEW.user_id) THEN
    RAISE EXCEPTION 'who assessed application % does not decide about it', NEW.application_id
      USING ERRCODE = '23514', CONSTRAINT = 'application_scored_by_others';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER application_scored_by_others BEFORE INSERT ON application_assessment
  FOR EACH ROW EXECUTE FUNCTION application_scored_by_others();
--> statement-breakpoint
CREATE TRIGGER application_scored_by_others BEFORE INSERT ON application_decider
  FOR EACH ROW EXECUTE FUNCTION application_scored_by_others();
--> statement-breakpoint

-- It is decided by an officer who took the decision on, after somebody else has scored it.
CREATE FUNCTION application_decided_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  latest integer := (SELECT max(number) FROM application_submission WHERE application_id = NEW.id);
BEGIN
  IF NOT EXISTS (SELECT 1 FROM application_decider d
      WHERE d.application_id = NEW.id AND d.submission = latest AND d.user_id = NEW.decided_by)
    OR NOT EXISTS (SELECT 1 FROM application_assessment a WHERE a.application_id = NEW.id AND a.submission = latest
      AND NOT a.conflict AND a.assessor_id <> NEW.decided_by) THEN
    RAISE EXCEPTION 'application % is decided by one person', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'application_decided_by_two';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER application_decided_by_two BEFORE UPDATE ON application
  FOR EACH ROW WHEN (OLD.state = 'submitted' AND NEW.state IN ('awarded', 'declined'))
  EXECUTE FUNCTION application_decided_by_two();
