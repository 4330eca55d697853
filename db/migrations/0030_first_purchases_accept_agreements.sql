CREATE TABLE "agreement_acceptance" (
	"agreement_id" text NOT NULL,
	"version" integer NOT NULL,
	"organisation_code" text NOT NULL,
	"accepted_by" text NOT NULL,
	"person_name" text NOT NULL,
	"role" text NOT NULL,
	"order_id" text NOT NULL,
	"accepted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "agreement_acceptance_agreement_id_version_organisation_code_pk" PRIMARY KEY("agreement_id","version","organisation_code")
);
--> statement-breakpoint
ALTER TABLE "agreement_acceptance" ADD CONSTRAINT "agreement_acceptance_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_acceptance" ADD CONSTRAINT "agreement_acceptance_accepted_by_user_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_acceptance" ADD CONSTRAINT "agreement_acceptance_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_acceptance" ADD CONSTRAINT "agreement_acceptance_of_version" FOREIGN KEY ("agreement_id","version") REFERENCES "public"."agreement_version"("agreement_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint

-- Who accepted what is kept as it was.
CREATE TRIGGER agreement_acceptance_append_only BEFORE UPDATE OR DELETE ON agreement_acceptance FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER agreement_acceptance_no_truncate BEFORE TRUNCATE ON agreement_acceptance EXECUTE FUNCTION refuse_change();
