-- A sign between two digits is part of a proof's number: "INV 20817/2" is the second part of 20817 and not "INV 208172",
-- which the key of 0031 could not tell apart. The key is a function here, so that a test can hold it against the domain's
-- (proofKey). What stands is brought in line as in 0031: both records stay as they are, the later ones of one proof get a
-- key with their number after a space.
CREATE FUNCTION proof_key(reference text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN read.written = '' THEN replace(reference, ' ', '') ELSE
    coalesce(nullif(regexp_replace(regexp_replace(read.written,
      '(?<![\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u00a1-\u00bf\u00d7\u00f7\u2010-\u2027\u2030-\u205e\u2212\u3001-\u303f]|[0-9])[\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u00a1-\u00bf\u00d7\u00f7\u2010-\u2027\u2030-\u205e\u2212\u3001-\u303f]+|[\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u00a1-\u00bf\u00d7\u00f7\u2010-\u2027\u2030-\u205e\u2212\u3001-\u303f]+(?![\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u00a1-\u00bf\u00d7\u00f7\u2010-\u2027\u2030-\u205e\u2212\u3001-\u303f]|[0-9])', '', 'g'),
      '[\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u00a1-\u00bf\u00d7\u00f7\u2010-\u2027\u2030-\u205e\u2212\u3001-\u303f]+', '/', 'g'), ''), read.written) END
  FROM (SELECT regexp_replace(lower(normalize(reference, NFKC)), '[\u0009-\u000d\u0020\u007f-\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]', '', 'g') AS written) AS read
$$;--> statement-breakpoint
ALTER TABLE "payment" DROP CONSTRAINT "payment_reference_once";--> statement-breakpoint
DROP INDEX "local_spend_evidence_once";--> statement-breakpoint
ALTER TABLE "payment" DISABLE TRIGGER "payment_append_only";--> statement-breakpoint
ALTER TABLE "local_spend" DISABLE TRIGGER "local_spend_kept";--> statement-breakpoint
UPDATE "payment" SET "reference_key" = keyed."key" || CASE WHEN keyed."place" > 1 THEN ' ' || keyed."place" ELSE '' END
FROM (
  SELECT "id", "key", row_number() OVER (PARTITION BY "key" ORDER BY "recorded_at", "id") AS "place"
  FROM (
    SELECT "id", "recorded_at",
      proof_key("reference") AS "key"
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
      proof_key("evidence") AS "key"
    FROM "local_spend"
  ) AS read
) AS keyed
WHERE "local_spend"."id" = keyed."id";--> statement-breakpoint
ALTER TABLE "payment" ENABLE TRIGGER "payment_append_only";--> statement-breakpoint
ALTER TABLE "local_spend" ENABLE TRIGGER "local_spend_kept";--> statement-breakpoint
CREATE UNIQUE INDEX "local_spend_evidence_once" ON "local_spend" USING btree ("organisation_code","evidence_key") WHERE "local_spend"."withdrawn_at" is null;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_reference_once" UNIQUE("method","reference_key");
