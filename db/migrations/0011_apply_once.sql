CREATE TABLE "application" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_code" text NOT NULL,
	"fund_id" text NOT NULL,
	"need_id" text,
	"state" text NOT NULL,
	"content" jsonb NOT NULL,
	"edit_count" integer DEFAULT 0 NOT NULL,
	"copied_from" text,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"returned_at" timestamp (3) with time zone,
	"return_reason" text,
	"decided_at" timestamp (3) with time zone,
	"decided_by" text,
	"decision_reason" text,
	CONSTRAINT "application_state_known" CHECK ("application"."state" in ('draft', 'submitted', 'returned', 'awarded', 'declined', 'withdrawn')),
	CONSTRAINT "application_decided_with_reason" CHECK ("application"."state" not in ('awarded', 'declined') or ("application"."decided_by" is not null and "application"."decision_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "application_assessment" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" text NOT NULL,
	"submission" integer NOT NULL,
	"assessor_id" text NOT NULL,
	"conflict" boolean NOT NULL,
	"declaration" text NOT NULL,
	"scores" jsonb NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "application_assessment_once_per_assessor" UNIQUE("application_id","submission","assessor_id"),
	CONSTRAINT "application_assessment_conflict_or_scores" CHECK ("application_assessment"."conflict" = (jsonb_array_length("application_assessment"."scores") = 0))
);
--> statement-breakpoint
CREATE TABLE "application_submission" (
	"application_id" text NOT NULL,
	"number" integer NOT NULL,
	"profile_version" integer NOT NULL,
	"snapshot" jsonb NOT NULL,
	"asked_pence" bigint NOT NULL,
	"signatory_name" text NOT NULL,
	"submitted_by" text NOT NULL,
	"submitted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "application_submission_once" PRIMARY KEY("application_id","number"),
	CONSTRAINT "application_submission_asks" CHECK ("application_submission"."asked_pence" > 0)
);
--> statement-breakpoint
CREATE TABLE "application_terms" (
	"fund_id" text PRIMARY KEY NOT NULL,
	"conditions" jsonb NOT NULL,
	"criteria" jsonb NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grant_award" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"fund_id" text NOT NULL,
	"organisation_code" text NOT NULL,
	"need_id" text NOT NULL,
	"amount_pence" bigint NOT NULL,
	"returned_pence" bigint DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"conditions" text[] NOT NULL,
	"memorandum" jsonb NOT NULL,
	"awarded_by" text NOT NULL,
	"awarded_at" timestamp (3) with time zone NOT NULL,
	"in_force_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawal_reason" text,
	CONSTRAINT "grant_award_once_per_application" UNIQUE("application_id"),
	CONSTRAINT "grant_award_state_known" CHECK ("grant_award"."state" in ('awaiting_signature', 'in_force', 'withdrawn')),
	CONSTRAINT "grant_award_positive" CHECK ("grant_award"."amount_pence" > 0),
	CONSTRAINT "grant_award_returns_at_most_itself" CHECK ("grant_award"."returned_pence" between 0 and "grant_award"."amount_pence"),
	CONSTRAINT "grant_award_withdrawn_with_reason" CHECK (("grant_award"."state" = 'withdrawn') = ("grant_award"."withdrawal_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "grant_award_cost" (
	"award_id" text NOT NULL,
	"organisation_code" text NOT NULL,
	"need_id" text NOT NULL,
	"category" text NOT NULL,
	"nature" text NOT NULL,
	"financial_year" integer NOT NULL,
	"amount_pence" bigint NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "grant_award_cost_award_id_category_nature_financial_year_pk" PRIMARY KEY("award_id","category","nature","financial_year"),
	CONSTRAINT "grant_award_cost_nature_known" CHECK ("grant_award_cost"."nature" in ('capital', 'revenue')),
	CONSTRAINT "grant_award_cost_positive" CHECK ("grant_award_cost"."amount_pence" > 0)
);
--> statement-breakpoint
CREATE TABLE "grant_signature" (
	"award_id" text NOT NULL,
	"side" text NOT NULL,
	"organisation_code" text NOT NULL,
	"signatory_name" text NOT NULL,
	"signed_by" text NOT NULL,
	"signed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "grant_signature_once_per_side" PRIMARY KEY("award_id","side"),
	CONSTRAINT "grant_signature_side_known" CHECK ("grant_signature"."side" in ('provider', 'centre'))
);
--> statement-breakpoint
CREATE TABLE "profile_version" (
	"organisation_code" text NOT NULL,
	"version" integer NOT NULL,
	"standing" jsonb,
	"needs" jsonb NOT NULL,
	"change" text NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "profile_version_once" PRIMARY KEY("organisation_code","version"),
	CONSTRAINT "profile_version_positive" CHECK ("profile_version"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "provider_need" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_code" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "provider_need_of_organisation" UNIQUE("id","organisation_code")
);
--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_fund_id_fund_id_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_for_own_need" FOREIGN KEY ("need_id","organisation_code") REFERENCES "public"."provider_need"("id","organisation_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_assessment" ADD CONSTRAINT "application_assessment_assessor_id_user_id_fk" FOREIGN KEY ("assessor_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_assessment" ADD CONSTRAINT "application_assessment_of_submission" FOREIGN KEY ("application_id","submission") REFERENCES "public"."application_submission"("application_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_submission" ADD CONSTRAINT "application_submission_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_submission" ADD CONSTRAINT "application_submission_submitted_by_user_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_terms" ADD CONSTRAINT "application_terms_fund_id_fund_id_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_terms" ADD CONSTRAINT "application_terms_updated_by_user_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_award" ADD CONSTRAINT "grant_award_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_award" ADD CONSTRAINT "grant_award_fund_id_fund_id_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_award" ADD CONSTRAINT "grant_award_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_award" ADD CONSTRAINT "grant_award_need_id_provider_need_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."provider_need"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_award" ADD CONSTRAINT "grant_award_awarded_by_user_id_fk" FOREIGN KEY ("awarded_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_award_cost" ADD CONSTRAINT "grant_award_cost_award_id_grant_award_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."grant_award"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_award_cost" ADD CONSTRAINT "grant_award_cost_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_award_cost" ADD CONSTRAINT "grant_award_cost_need_id_provider_need_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."provider_need"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_signature" ADD CONSTRAINT "grant_signature_award_id_grant_award_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."grant_award"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_signature" ADD CONSTRAINT "grant_signature_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_signature" ADD CONSTRAINT "grant_signature_signed_by_user_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_version" ADD CONSTRAINT "profile_version_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_version" ADD CONSTRAINT "profile_version_saved_by_user_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_need" ADD CONSTRAINT "provider_need_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_need" ADD CONSTRAINT "provider_need_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "application_once_per_need_and_fund" ON "application" USING btree ("organisation_code","fund_id","need_id") WHERE "application"."state" in ('draft', 'submitted', 'returned');--> statement-breakpoint
CREATE INDEX "application_by_organisation" ON "application" USING btree ("organisation_code");--> statement-breakpoint
CREATE INDEX "application_by_fund" ON "application" USING btree ("fund_id","state");--> statement-breakpoint
CREATE INDEX "grant_award_by_organisation" ON "grant_award" USING btree ("organisation_code");--> statement-breakpoint
CREATE INDEX "grant_award_by_fund" ON "grant_award" USING btree ("fund_id");--> statement-breakpoint
CREATE UNIQUE INDEX "grant_award_cost_paid_once" ON "grant_award_cost" USING btree ("organisation_code","need_id","category","nature","financial_year") WHERE "grant_award_cost"."active";--> statement-breakpoint

-- Hand-written from here: what must never be, whoever writes.
CREATE SEQUENCE provider_need_number START 1;
--> statement-breakpoint
CREATE SEQUENCE application_number START 1;
--> statement-breakpoint
CREATE SEQUENCE grant_award_number START 1;
--> statement-breakpoint
CREATE TRIGGER profile_version_append_only BEFORE UPDATE OR DELETE ON profile_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER application_submission_append_only BEFORE UPDATE OR DELETE ON application_submission FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER application_assessment_append_only BEFORE UPDATE OR DELETE ON application_assessment FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER grant_signature_append_only BEFORE UPDATE OR DELETE ON grant_signature FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- What an application says is the applicant's to change only while the applicant has it; a decision is final.
CREATE FUNCTION refuse_application_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an application is never deleted' USING ERRCODE = 'DV001';
  END IF;
  IF OLD.state IN ('awarded', 'declined', 'withdrawn') OR
     (NEW.organisation_code, NEW.fund_id) IS DISTINCT FROM (OLD.organisation_code, OLD.fund_id) OR
     (OLD.state = 'submitted' AND (NEW.need_id, NEW.content) IS DISTINCT FROM (OLD.need_id, OLD.content)) THEN
    RAISE EXCEPTION 'an application that is % is not changed', OLD.state USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER application_frozen BEFORE UPDATE OR DELETE ON application FOR EACH ROW EXECUTE FUNCTION refuse_application_change();
--> statement-breakpoint

-- What awards hold of a fund: granted and neither withdrawn nor given back.
CREATE FUNCTION fund_awarded(fund text) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(amount_pence - returned_pence), 0)::bigint FROM grant_award WHERE fund_id = fund AND state <> 'withdrawn'
$$;
--> statement-breakpoint

-- An award's terms are fixed; only its state moves, and money only goes back. Awards and allocations never exceed the
-- fund: the fund's row is locked, as whoever allocates does, so that two at once wait for each other.
CREATE FUNCTION check_grant_award() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE credited bigint; allocated bigint;
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
  PERFORM 1 FROM fund WHERE id = NEW.fund_id FOR UPDATE;
  SELECT coalesce(credits_posted_pence, 0) INTO credited FROM ledger_account WHERE fund_id = NEW.fund_id;
  SELECT coalesce(sum(amount_pence), 0) INTO allocated FROM allocation WHERE fund_id = NEW.fund_id;
  IF coalesce(credited, 0) < allocated + fund_awarded(NEW.fund_id) + NEW.amount_pence THEN
    RAISE EXCEPTION 'awards and allocations would exceed fund %', NEW.fund_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_award_within_fund';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER grant_award_checked BEFORE INSERT OR UPDATE OR DELETE ON grant_award FOR EACH ROW EXECUTE FUNCTION check_grant_award();
--> statement-breakpoint

-- A withdrawn award lets go of its costs, and nothing else about a cost ever changes.
CREATE FUNCTION free_grant_award_costs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE grant_award_cost SET active = false WHERE award_id = NEW.id AND active;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER grant_award_frees_costs AFTER UPDATE OF state ON grant_award
  FOR EACH ROW WHEN (NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn') EXECUTE FUNCTION free_grant_award_costs();
--> statement-breakpoint
CREATE FUNCTION refuse_grant_award_cost_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.active OR
     NOT EXISTS (SELECT 1 FROM grant_award WHERE id = NEW.award_id AND state = 'withdrawn') OR
     (NEW.award_id, NEW.organisation_code, NEW.need_id, NEW.category, NEW.nature, NEW.financial_year, NEW.amount_pence)
       IS DISTINCT FROM
     (OLD.award_id, OLD.organisation_code, OLD.need_id, OLD.category, OLD.nature, OLD.financial_year, OLD.amount_pence) THEN
    RAISE EXCEPTION 'the costs of an award are never changed' USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER grant_award_cost_frozen BEFORE UPDATE OR DELETE ON grant_award_cost FOR EACH ROW EXECUTE FUNCTION refuse_grant_award_cost_change();
