-- Words of the field for three more of our own: the catalogue has a version, and what a provider says of its records,
-- registration and digital maturity is its readiness. What was submitted keeps every answer; only the key is renamed.
ALTER TABLE "catalogue_stamp" RENAME TO "catalogue_version";--> statement-breakpoint
ALTER TABLE "catalogue_version" RENAME COLUMN "stamp" TO "version";--> statement-breakpoint
ALTER TABLE "catalogue_version" RENAME CONSTRAINT "catalogue_stamp_one_row" TO "catalogue_version_one_row";--> statement-breakpoint
ALTER FUNCTION raise_catalogue_stamp() RENAME TO raise_catalogue_version;--> statement-breakpoint
CREATE OR REPLACE FUNCTION raise_catalogue_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE mine bigint := pg_current_xact_id()::text::bigint;
BEGIN
  UPDATE catalogue_version SET version = mine WHERE id = 1 AND version <> mine;
  RETURN NULL;
END $$;--> statement-breakpoint
DO $$
DECLARE
  v_trigger record;
BEGIN
  FOR v_trigger IN
    SELECT t.tgname AS name, t.tgrelid::regclass AS "table" FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND t.tgname LIKE '%\_raises\_catalogue\_stamp'
  LOOP
    EXECUTE format('ALTER TRIGGER %I ON %s RENAME TO %I', v_trigger.name, v_trigger."table",
      replace(v_trigger.name, 'catalogue_stamp', 'catalogue_version'));
  END LOOP;
END $$;--> statement-breakpoint
ALTER TABLE "profile_version" RENAME COLUMN "standing" TO "readiness";--> statement-breakpoint
ALTER TABLE "application_submission" DISABLE TRIGGER "application_submission_append_only";--> statement-breakpoint
UPDATE "application_submission" SET "snapshot" = ("snapshot" - 'standing') || jsonb_build_object('readiness', "snapshot" -> 'standing')
WHERE "snapshot" ? 'standing';--> statement-breakpoint
ALTER TABLE "application_submission" ENABLE TRIGGER "application_submission_append_only";
