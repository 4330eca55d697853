CREATE TABLE "order_kpi" (
	"order_id" text NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"target" text NOT NULL,
	CONSTRAINT "order_kpi_order_id_position_pk" PRIMARY KEY("order_id","position"),
	CONSTRAINT "order_kpi_said" CHECK ("order_kpi"."title" <> '' and "order_kpi"."target" <> '')
);
--> statement-breakpoint
ALTER TABLE "lot" ADD COLUMN "award_tolerance_basis_points" integer DEFAULT 500 NOT NULL;--> statement-breakpoint
ALTER TABLE "order" ADD COLUMN "no_kpis_reason" text;--> statement-breakpoint
ALTER TABLE "order" ADD COLUMN "set_aside_terms" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "order_signature" ADD COLUMN "role" text;--> statement-breakpoint
ALTER TABLE "membership" ADD COLUMN "signing_limit_pence" bigint;--> statement-breakpoint
ALTER TABLE "award" ADD COLUMN "compared" jsonb;--> statement-breakpoint
ALTER TABLE "order_kpi" ADD CONSTRAINT "order_kpi_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lot" ADD CONSTRAINT "lot_award_tolerance_small" CHECK ("lot"."award_tolerance_basis_points" between 0 and 2500);--> statement-breakpoint
ALTER TABLE "local_spend" ADD CONSTRAINT "local_spend_in_reason" CHECK ("local_spend"."amount_pence" <= 100000000000) NOT VALID;--> statement-breakpoint
ALTER TABLE "order_item_quantity" ADD CONSTRAINT "order_item_quantity_in_reason" CHECK ("order_item_quantity"."quantity" <= 100000000) NOT VALID;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_limit_for_signatories" CHECK ("membership"."signing_limit_pence" is null or ("membership"."role" in ('procurement_lead', 'supplier_signatory') and "membership"."signing_limit_pence" >= 0));