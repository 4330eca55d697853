ALTER TABLE "clawback" ADD COLUMN "certificate_number" text;--> statement-breakpoint
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_certificate_number_certificate_number_fk" FOREIGN KEY ("certificate_number") REFERENCES "public"."certificate"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- A clawback because a standard lapsed rests on a certificate, and says on which. Those that were decided before this say none, and stay
-- as they were; one that still waits without it can be declined and asked for again.
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_names_its_certificate" CHECK ("clawback"."state" = 'declined' or ("clawback"."trigger" = 'standard-lapsed') = ("clawback"."certificate_number" is not null)) NOT VALID;
