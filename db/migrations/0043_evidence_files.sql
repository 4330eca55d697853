-- Evidence is given as a file too, and what a claim was sent with is kept for ever. A legacy row takes its item's title of today.
CREATE TABLE "uploaded_file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"organisation_code" text NOT NULL,
	"uploaded_by" text,
	"uploaded_at" timestamp (3) with time zone NOT NULL,
	"scan" text NOT NULL,
	CONSTRAINT "uploaded_file_kind_known" CHECK ("uploaded_file"."kind" in ('pdf', 'odt', 'docx', 'xlsx', 'csv', 'png', 'jpg')),
	CONSTRAINT "uploaded_file_size" CHECK ("uploaded_file"."bytes" between 1 and 10485760),
	CONSTRAINT "uploaded_file_name" CHECK (length("uploaded_file"."name") between 1 and 255),
	CONSTRAINT "uploaded_file_sha256" CHECK ("uploaded_file"."sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "uploaded_file_scan_known" CHECK ("uploaded_file"."scan" in ('clean', 'not_scanned'))
);
--> statement-breakpoint
ALTER TABLE "claim" ADD COLUMN "submission" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "submission" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "item_title" text;--> statement-breakpoint
UPDATE "evidence" e SET "item_title" = coalesce((
  SELECT i."title" FROM "claim" c JOIN "standard_evidence_item" i ON i."standard_version_id" = c."standard_version_id"
  WHERE c."id" = e."claim_id" AND i."position" = e."item_position"), 'Item ' || e."item_position");--> statement-breakpoint
ALTER TABLE "evidence" ALTER COLUMN "item_title" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "file_id" uuid;--> statement-breakpoint
ALTER TABLE "uploaded_file" ADD CONSTRAINT "uploaded_file_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploaded_file" ADD CONSTRAINT "uploaded_file_uploaded_by_user_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "uploaded_file_by_moment" ON "uploaded_file" USING btree ("uploaded_at");--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_file_id_uploaded_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."uploaded_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evidence_by_claim" ON "evidence" USING btree ("claim_id");--> statement-breakpoint
CREATE INDEX "evidence_by_file" ON "evidence" USING btree ("file_id");--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_submission" CHECK ("claim"."submission" > 0);--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_file" CHECK (("evidence"."kind" = 'file') = ("evidence"."file_id" is not null));--> statement-breakpoint
-- A claim that is back with its supplier goes on with a copy: what it was sent with before is kept from now on.
UPDATE claim SET submission = 2 WHERE state = 'returned';--> statement-breakpoint
INSERT INTO evidence (claim_id, submission, item_position, item_title, kind, reference, file_id, issued_on, expires_on)
SELECT e.claim_id, 2, e.item_position, e.item_title, e.kind, e.reference, e.file_id, e.issued_on, e.expires_on
FROM evidence e JOIN claim c ON c.id = e.claim_id WHERE c.state = 'returned';--> statement-breakpoint
-- Evidence is written while its claim is with the supplier, in the submission that is being prepared; afterwards never.
CREATE FUNCTION evidence_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_claim uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.claim_id ELSE OLD.claim_id END;
  v_submission int := CASE WHEN TG_OP = 'INSERT' THEN NEW.submission ELSE OLD.submission END;
BEGIN
  PERFORM 1 FROM claim WHERE id = v_claim AND state IN ('draft', 'returned') AND submission = v_submission;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'evidence of a claim that was sent is never changed, added to or deleted' USING ERRCODE = 'DV001';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;--> statement-breakpoint
CREATE TRIGGER evidence_is_kept BEFORE INSERT OR UPDATE OR DELETE ON evidence FOR EACH ROW EXECUTE FUNCTION evidence_is_kept();--> statement-breakpoint
-- A claim that was sent once is never deleted, and its submissions only count up.
CREATE FUNCTION claim_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND (OLD.state <> 'draft' OR OLD.submission > 1) THEN
    RAISE EXCEPTION 'a claim that was sent is never deleted' USING ERRCODE = 'DV001';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.submission < OLD.submission THEN
    RAISE EXCEPTION 'submissions of a claim only count up' USING ERRCODE = 'DV001';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;--> statement-breakpoint
CREATE TRIGGER claim_is_kept BEFORE UPDATE OR DELETE ON claim FOR EACH ROW EXECUTE FUNCTION claim_is_kept();--> statement-breakpoint
-- What is known of a file never changes; one that nothing names may go.
CREATE FUNCTION uploaded_file_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is known of an uploaded file never changes' USING ERRCODE = 'DV001';
END $$;--> statement-breakpoint
CREATE TRIGGER uploaded_file_never_changes BEFORE UPDATE ON uploaded_file FOR EACH ROW EXECUTE FUNCTION uploaded_file_never_changes();
