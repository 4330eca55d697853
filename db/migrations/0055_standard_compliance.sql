CREATE TABLE "standard_compliance" (
	"on" date NOT NULL,
	"standard_id" text NOT NULL,
	"bound" integer NOT NULL,
	"met" integer NOT NULL,
	"with_conditions" integer NOT NULL,
	"waived" integer NOT NULL,
	CONSTRAINT "standard_compliance_standard_id_on_pk" PRIMARY KEY("standard_id","on"),
	CONSTRAINT "standard_compliance_parts" CHECK (least("standard_compliance"."met", "standard_compliance"."with_conditions", "standard_compliance"."waived") >= 0 and "standard_compliance"."met" + "standard_compliance"."with_conditions" + "standard_compliance"."waived" <= "standard_compliance"."bound")
);
--> statement-breakpoint
ALTER TABLE "standard_compliance" ADD CONSTRAINT "standard_compliance_standard_id_standard_id_fk" FOREIGN KEY ("standard_id") REFERENCES "public"."standard"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint

-- What was counted on a day stays: a report of last March says the same next year.
CREATE TRIGGER standard_compliance_kept BEFORE UPDATE OR DELETE ON standard_compliance
  FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER standard_compliance_no_truncate BEFORE TRUNCATE ON standard_compliance EXECUTE FUNCTION refuse_change();
