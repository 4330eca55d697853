CREATE TABLE "supplier_invoicing" (
	"supplier_id" text NOT NULL,
	"version" integer NOT NULL,
	"legal_name" text NOT NULL,
	"address_lines" text[] NOT NULL,
	"vat_number" text,
	"account_name" text NOT NULL,
	"sort_code" text NOT NULL,
	"account_number" text NOT NULL,
	"dispute_name" text NOT NULL,
	"dispute_email" text NOT NULL,
	"dispute_phone" text,
	"bank_changed_on" date,
	"changed_by" text,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "supplier_invoicing_supplier_id_version_pk" PRIMARY KEY("supplier_id","version"),
	CONSTRAINT "supplier_invoicing_has_address" CHECK (cardinality("supplier_invoicing"."address_lines") >= 2),
	CONSTRAINT "supplier_invoicing_vat_number" CHECK ("supplier_invoicing"."vat_number" ~ '^[0-9]{9}([0-9]{3})?$'),
	CONSTRAINT "supplier_invoicing_bank" CHECK ("supplier_invoicing"."sort_code" ~ '^[0-9]{6}$' and "supplier_invoicing"."account_number" ~ '^[0-9]{8}$' and "supplier_invoicing"."account_name" <> ''),
	CONSTRAINT "supplier_invoicing_contact" CHECK ("supplier_invoicing"."dispute_name" <> '' and "supplier_invoicing"."dispute_email" like '%_@_%')
);
--> statement-breakpoint
CREATE TABLE "supplier_invoicing_draft" (
	"supplier_id" text NOT NULL,
	"user_id" text NOT NULL,
	"details" jsonb NOT NULL,
	"from_version" integer NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "supplier_invoicing_draft_supplier_id_user_id_pk" PRIMARY KEY("supplier_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "invoice" ADD COLUMN "invoicing_version" integer;--> statement-breakpoint
ALTER TABLE "supplier_invoicing" ADD CONSTRAINT "supplier_invoicing_supplier_id_supplier_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."supplier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_invoicing" ADD CONSTRAINT "supplier_invoicing_changed_by_user_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_invoicing_draft" ADD CONSTRAINT "supplier_invoicing_draft_supplier_id_supplier_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."supplier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_invoicing_draft" ADD CONSTRAINT "supplier_invoicing_draft_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_states_its_supplier" FOREIGN KEY ("supplier_id","invoicing_version") REFERENCES "public"."supplier_invoicing"("supplier_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint

-- An invoice names its supplier's details as they were when it was raised, so a version of them is never changed.
CREATE TRIGGER supplier_invoicing_append_only BEFORE UPDATE OR DELETE ON supplier_invoicing FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER supplier_invoicing_no_truncate BEFORE TRUNCATE ON supplier_invoicing EXECUTE FUNCTION refuse_change();
