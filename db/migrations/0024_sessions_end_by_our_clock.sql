-- A session ends by the portal's clock, which TODAY may shift; the sign-in library keeps an expiry of its own by the
-- machine's. Sessions that are open when this runs end when they would have.
ALTER TABLE "session" ADD COLUMN "ends_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "session" SET "ends_at" = "expires_at";--> statement-breakpoint
ALTER TABLE "session" ALTER COLUMN "ends_at" SET NOT NULL;
