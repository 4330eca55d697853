CREATE TABLE "order_breach_decision" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"order_id" text NOT NULL,
	"certificate_number" text NOT NULL,
	"since" date NOT NULL,
	"decision" text NOT NULL,
	"note" text NOT NULL,
	"due_on" date,
	"decided_by" text NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "order_breach_decision_known" CHECK ("order_breach_decision"."decision" in ('put_right', 'go_on', 'end')),
	CONSTRAINT "order_breach_decision_due" CHECK (("order_breach_decision"."decision" = 'put_right') = ("order_breach_decision"."due_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "shortlist_other" (
	"shortlist_id" text NOT NULL,
	"solution_id" text NOT NULL,
	"unmet_need_text" text NOT NULL,
	"noted_by" text NOT NULL,
	"noted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "shortlist_other_shortlist_id_solution_id_pk" PRIMARY KEY("shortlist_id","solution_id")
);
--> statement-breakpoint
ALTER TABLE "shortlist_item" ADD COLUMN "unmet_need_text" text;--> statement-breakpoint
ALTER TABLE "order_breach_decision" ADD CONSTRAINT "order_breach_decision_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_breach_decision" ADD CONSTRAINT "order_breach_decision_certificate_number_certificate_number_fk" FOREIGN KEY ("certificate_number") REFERENCES "public"."certificate"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_breach_decision" ADD CONSTRAINT "order_breach_decision_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_other" ADD CONSTRAINT "shortlist_other_shortlist_id_shortlist_id_fk" FOREIGN KEY ("shortlist_id") REFERENCES "public"."shortlist"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_other" ADD CONSTRAINT "shortlist_other_solution_id_catalogue_item_id_fk" FOREIGN KEY ("solution_id") REFERENCES "public"."catalogue_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_other" ADD CONSTRAINT "shortlist_other_noted_by_user_id_fk" FOREIGN KEY ("noted_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "order_breach_decision_by_order" ON "order_breach_decision" USING btree ("order_id");--> statement-breakpoint
-- What a buyer decided about a contract is a record: a later decision is another row.
CREATE TRIGGER order_breach_decision_append_only BEFORE UPDATE OR DELETE ON order_breach_decision FOR EACH ROW EXECUTE FUNCTION refuse_change();
