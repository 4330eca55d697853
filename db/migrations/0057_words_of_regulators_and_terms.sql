ALTER TABLE "officer_proposal" DROP CONSTRAINT "officer_proposal_reasoned";--> statement-breakpoint
ALTER TABLE "certificate_event" ADD COLUMN "regulator_reference" text;--> statement-breakpoint
ALTER TABLE "certificate_event" ADD COLUMN "regulator_decided_on" date;--> statement-breakpoint
ALTER TABLE "certificate_event" ADD COLUMN "regulator_lifted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "lot" ADD COLUMN "minimum_term_months" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
-- What waits gets its reference too, in the order in which it was proposed; nothing else of a proposal changes.
CREATE SEQUENCE officer_proposal_number;--> statement-breakpoint
ALTER TABLE "officer_proposal" ADD COLUMN "reference" text;--> statement-breakpoint
ALTER TABLE "officer_proposal" DISABLE TRIGGER USER;--> statement-breakpoint
UPDATE "officer_proposal" o SET "reference" = 'OP-' || CASE WHEN n.number < 10000 THEN lpad(n.number::text, 4, '0') ELSE n.number::text END
  FROM (SELECT id, row_number() OVER (ORDER BY proposed_at, id) AS number FROM "officer_proposal") n WHERE n.id = o.id;--> statement-breakpoint
ALTER TABLE "officer_proposal" ENABLE TRIGGER USER;--> statement-breakpoint
SELECT setval('officer_proposal_number', greatest((SELECT count(*) FROM "officer_proposal"), 1), EXISTS (SELECT 1 FROM "officer_proposal"));--> statement-breakpoint
ALTER TABLE "officer_proposal" ALTER COLUMN "reference" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "officer_proposal" ADD CONSTRAINT "officer_proposal_reference" UNIQUE("reference");--> statement-breakpoint
ALTER TABLE "certificate_event" ADD CONSTRAINT "certificate_event_decision_whole" CHECK (("certificate_event"."regulator_reference" is null) = ("certificate_event"."regulator_decided_on" is null) and "certificate_event"."regulator_reference" <> '');--> statement-breakpoint
ALTER TABLE "certificate_event" ADD CONSTRAINT "certificate_event_regulator_lifts" CHECK (("certificate_event"."regulator_reference" is null and not "certificate_event"."regulator_lifted") or ("certificate_event"."body" = 'regulator' and "certificate_event"."kind" = 'reinstated'));--> statement-breakpoint
ALTER TABLE "lot" ADD CONSTRAINT "lot_terms_in_order" CHECK ("lot"."minimum_term_months" between 1 and "lot"."maximum_term_months");--> statement-breakpoint
ALTER TABLE "officer_proposal" ADD CONSTRAINT "officer_proposal_reasoned" CHECK ("officer_proposal"."reason" <> '' and ("officer_proposal"."state" <> 'declined' or "officer_proposal"."decision_reason" <> ''));
--> statement-breakpoint

-- What a regulator suspended counts again on that regulator's word only: its decision, or that it lifted the suspension.
CREATE FUNCTION certificate_event_ends_by_its_body() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  standing certificate_event;
BEGIN
  SELECT * INTO standing FROM certificate_event e
    WHERE e.certificate_number = NEW.certificate_number ORDER BY e.effective_on DESC, e.id DESC LIMIT 1;
  IF standing.kind = 'suspended' AND standing.body = 'regulator' AND NOT (
    NEW.body = 'regulator' AND NEW.regulator_name = standing.regulator_name
    AND (NEW.regulator_reference IS NOT NULL OR NEW.regulator_lifted)
  ) THEN
    RAISE EXCEPTION 'certificate % was suspended by a regulator, which did not say that this ends', NEW.certificate_number
      USING ERRCODE = '23514', CONSTRAINT = 'certificate_event_ends_by_its_body';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER certificate_event_ends_by_its_body BEFORE INSERT ON certificate_event
  FOR EACH ROW WHEN (NEW.kind = 'reinstated') EXECUTE FUNCTION certificate_event_ends_by_its_body();
