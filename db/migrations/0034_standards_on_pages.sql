CREATE TABLE "standard_draft" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"standard_id" text NOT NULL,
	"title" text NOT NULL,
	"content" jsonb NOT NULL,
	"before" jsonb,
	"state" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"proposed_by" text,
	"proposed_at" timestamp (3) with time zone,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"decision_reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "standard_draft_kind_known" CHECK ("standard_draft"."kind" in ('standard', 'version', 'retirement')),
	CONSTRAINT "standard_draft_state_known" CHECK ("standard_draft"."state" in ('draft', 'proposed', 'published', 'discarded')),
	CONSTRAINT "standard_draft_published_by_somebody" CHECK (("standard_draft"."state" = 'published') = ("standard_draft"."decided_by" is not null) and ("standard_draft"."decided_by" is null) = ("standard_draft"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "standard_notice" (
	"standard_version_id" text NOT NULL,
	"organisation_code" text NOT NULL,
	"days_before" integer NOT NULL,
	"role" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "standard_notice_once" PRIMARY KEY("standard_version_id","organisation_code","role","days_before"),
	CONSTRAINT "standard_notice_days_known" CHECK ("standard_notice"."days_before" in (180, 90, 30)),
	CONSTRAINT "standard_notice_role_known" CHECK ("standard_notice"."role" in ('supplier', 'buyer'))
);
--> statement-breakpoint
ALTER TABLE "standard" ADD COLUMN "needs_second_officer" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "standard_evidence_item" ADD COLUMN "kinds" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "standard_evidence_item" ADD COLUMN "validity_months" integer;--> statement-breakpoint
ALTER TABLE "standard_evidence_item" ADD COLUMN "form" text;--> statement-breakpoint
ALTER TABLE "standard_draft" ADD CONSTRAINT "standard_draft_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standard_draft" ADD CONSTRAINT "standard_draft_proposed_by_user_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standard_draft" ADD CONSTRAINT "standard_draft_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standard_notice" ADD CONSTRAINT "standard_notice_standard_version_id_standard_version_id_fk" FOREIGN KEY ("standard_version_id") REFERENCES "public"."standard_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standard_notice" ADD CONSTRAINT "standard_notice_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "standard_draft_one_open" ON "standard_draft" USING btree ("standard_id") WHERE "standard_draft"."state" in ('draft', 'proposed');--> statement-breakpoint
CREATE INDEX "standard_draft_by_change" ON "standard_draft" USING btree ("changed_at","id");--> statement-breakpoint
ALTER TABLE "standard_evidence_item" ADD CONSTRAINT "standard_evidence_item_kinds_known" CHECK ("standard_evidence_item"."kinds" <@ array['file', 'url', 'register', 'declaration']);--> statement-breakpoint
ALTER TABLE "standard_evidence_item" ADD CONSTRAINT "standard_evidence_item_validity" CHECK ("standard_evidence_item"."validity_months" > 0);--> statement-breakpoint

CREATE SEQUENCE standard_draft_number;
--> statement-breakpoint

-- What another officer was asked to publish is what was read: words are fixed once proposed, and a decided draft is the record of
-- its decision. A marked standard changes only by two officers, whatever the application asks for.
CREATE FUNCTION standard_draft_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
      OR EXISTS (SELECT 1 FROM standard s WHERE s.id = NEW.standard_id AND s.needs_second_officer))
    AND (OLD.state <> 'proposed' OR OLD.proposed_by IS NULL OR OLD.proposed_by = NEW.decided_by) THEN
    RAISE EXCEPTION 'draft % of a standard has one officer behind it', OLD.id
      USING ERRCODE = '23514', CONSTRAINT = 'standard_by_two';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER standard_draft_guarded BEFORE INSERT OR UPDATE OR DELETE ON standard_draft
  FOR EACH ROW EXECUTE FUNCTION standard_draft_guard();
--> statement-breakpoint
CREATE TRIGGER standard_draft_no_truncate BEFORE TRUNCATE ON standard_draft EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER standard_notice_kept BEFORE UPDATE OR DELETE ON standard_notice
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER standard_notice_no_truncate BEFORE TRUNCATE ON standard_notice EXECUTE FUNCTION refuse_change();
