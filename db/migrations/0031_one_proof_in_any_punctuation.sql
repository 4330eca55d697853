-- The key of a proof (proofKey) leaves punctuation out too: "BACS INV-000132" and "bacs-inv 000132" are one reference. As
-- in 0028, what stands here is brought in line, both records stay as they are, words and sums, and the later ones get a
-- key with their number after a space, which no proof that is typed can have. The page of local spend tells them.
ALTER TABLE "payment" DROP CONSTRAINT "payment_reference_once";--> statement-breakpoint
DROP INDEX "local_spend_evidence_once";--> statement-breakpoint
ALTER TABLE "payment" DISABLE TRIGGER "payment_append_only";--> statement-breakpoint
ALTER TABLE "local_spend" DISABLE TRIGGER "local_spend_kept";--> statement-breakpoint
UPDATE "payment" SET "reference_key" = keyed."key" || CASE WHEN keyed."place" > 1 THEN ' ' || keyed."place" ELSE '' END
FROM (
  SELECT "id", "key", row_number() OVER (PARTITION BY "key" ORDER BY "recorded_at", "id") AS "place"
  FROM (
    SELECT "id", "recorded_at",
      coalesce(nullif(regexp_replace(lower(normalize("reference", NFKC)), '[\s\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u2212\u3000-\u303f\ufeff]', '', 'g'), ''),
        regexp_replace(lower(normalize("reference", NFKC)), '\s', '', 'g')) AS "key"
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
      coalesce(nullif(regexp_replace(lower(normalize("evidence", NFKC)), '[\s\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u2212\u3000-\u303f\ufeff]', '', 'g'), ''),
        regexp_replace(lower(normalize("evidence", NFKC)), '\s', '', 'g')) AS "key"
    FROM "local_spend"
  ) AS read
) AS keyed
WHERE "local_spend"."id" = keyed."id";--> statement-breakpoint
ALTER TABLE "payment" ENABLE TRIGGER "payment_append_only";--> statement-breakpoint
ALTER TABLE "local_spend" ENABLE TRIGGER "local_spend_kept";--> statement-breakpoint
CREATE UNIQUE INDEX "local_spend_evidence_once" ON "local_spend" USING btree ("organisation_code","evidence_key") WHERE "local_spend"."withdrawn_at" is null;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_reference_once" UNIQUE("method","reference_key");
