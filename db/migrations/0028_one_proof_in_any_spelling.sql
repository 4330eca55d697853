-- A proof of own spend and a bank reference are compared by a key that the domain makes (proofKey): "INV 20817" and
-- "inv 20817 " are one. What stands here is brought in line. A real database may hold one proof in two spellings: both
-- records stay as they are, words and sums, and the later ones get a key with their number after a space, which no
-- proof that is typed can have. The page of local spend tells them, and somebody decides which one is wrong.
ALTER TABLE "payment" DROP CONSTRAINT "payment_reference_once";--> statement-breakpoint
DROP INDEX "local_spend_evidence_once";--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "reference_key" text;--> statement-breakpoint
ALTER TABLE "local_spend" ADD COLUMN "evidence_key" text;--> statement-breakpoint
ALTER TABLE "payment" DISABLE TRIGGER "payment_append_only";--> statement-breakpoint
ALTER TABLE "local_spend" DISABLE TRIGGER "local_spend_kept";--> statement-breakpoint
UPDATE "payment" SET "reference_key" = "reference" WHERE "method" <> 'bacs';--> statement-breakpoint
UPDATE "payment" SET "reference_key" = keyed."key" || CASE WHEN keyed."place" > 1 THEN ' ' || keyed."place" ELSE '' END
FROM (
  SELECT "id", "key", row_number() OVER (PARTITION BY "key" ORDER BY "recorded_at", "id") AS "place"
  FROM (
    SELECT "id", "recorded_at", lower(regexp_replace(normalize("reference", NFKC), '[\s\u200b\u2060]', '', 'g')) AS "key"
    FROM "payment" WHERE "method" = 'bacs'
  ) AS read
) AS keyed
WHERE "payment"."id" = keyed."id";--> statement-breakpoint
-- Withdrawn records do not count and are numbered by themselves, so that they take no key from one that counts.
UPDATE "local_spend" SET "evidence_key" = keyed."key" || CASE WHEN keyed."place" > 1 THEN ' ' || keyed."place" ELSE '' END
FROM (
  SELECT "id", "key", row_number() OVER (
    PARTITION BY "organisation_code", "withdrawn_at" IS NULL, "key" ORDER BY "recorded_at", "id"
  ) AS "place"
  FROM (
    SELECT "id", "organisation_code", "withdrawn_at", "recorded_at",
      lower(regexp_replace(normalize("evidence", NFKC), '[\s\u200b\u2060]', '', 'g')) AS "key"
    FROM "local_spend"
  ) AS read
) AS keyed
WHERE "local_spend"."id" = keyed."id";--> statement-breakpoint
ALTER TABLE "payment" ENABLE TRIGGER "payment_append_only";--> statement-breakpoint
ALTER TABLE "local_spend" ENABLE TRIGGER "local_spend_kept";--> statement-breakpoint
ALTER TABLE "payment" ALTER COLUMN "reference_key" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "local_spend" ALTER COLUMN "evidence_key" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "local_spend_evidence_once" ON "local_spend" USING btree ("organisation_code","evidence_key") WHERE "local_spend"."withdrawn_at" is null;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_reference_once" UNIQUE("method","reference_key");--> statement-breakpoint

-- As before, and the key is kept like the evidence that it was made from.
CREATE OR REPLACE FUNCTION refuse_local_spend_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL
     OR (OLD.organisation_code, OLD.category, OLD.spent_on, OLD.amount_pence, OLD.evidence, OLD.evidence_key)
        IS DISTINCT FROM
        (NEW.organisation_code, NEW.category, NEW.spent_on, NEW.amount_pence, NEW.evidence, NEW.evidence_key) THEN
    RAISE EXCEPTION 'recorded local spend is never changed' USING ERRCODE = 'DV001';
  END IF;
  IF EXISTS (SELECT 1 FROM local_spend_use WHERE local_spend_id = OLD.id) THEN
    RAISE EXCEPTION 'local spend that an order has had matched is not withdrawn' USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;
