ALTER TABLE "certificate_event" ADD COLUMN "body" text DEFAULT 'centre' NOT NULL;--> statement-breakpoint
ALTER TABLE "certificate_event" ADD COLUMN "regulator_name" text;--> statement-breakpoint
ALTER TABLE "certificate_event" ADD COLUMN "under_review" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "certificate_event" ADD CONSTRAINT "certificate_event_body_known" CHECK ("certificate_event"."body" in ('centre', 'regulator', 'supplier'));--> statement-breakpoint
ALTER TABLE "certificate_event" ADD CONSTRAINT "certificate_event_regulator_named" CHECK (("certificate_event"."body" = 'regulator') = ("certificate_event"."regulator_name" is not null and "certificate_event"."regulator_name" <> ''));--> statement-breakpoint
ALTER TABLE "certificate_event" ADD CONSTRAINT "certificate_event_supplier_withdraws" CHECK ("certificate_event"."body" <> 'supplier' or "certificate_event"."kind" = 'withdrawn');--> statement-breakpoint
ALTER TABLE "certificate_event" ADD CONSTRAINT "certificate_event_under_review" CHECK (not "certificate_event"."under_review" or "certificate_event"."body" = 'supplier');