CREATE TABLE "listing_change" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"supplier_id" text NOT NULL,
	"solution_id" text NOT NULL,
	"name" text NOT NULL,
	"content" jsonb NOT NULL,
	"before" jsonb,
	"state" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"submitted_by" text,
	"submitted_at" timestamp (3) with time zone,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"published_version" integer,
	CONSTRAINT "listing_change_kind_known" CHECK ("listing_change"."kind" in ('new', 'edit')),
	CONSTRAINT "listing_change_state_known" CHECK ("listing_change"."state" in ('draft', 'submitted', 'returned', 'published', 'rejected', 'discarded')),
	CONSTRAINT "listing_change_decided_by_somebody" CHECK (("listing_change"."state" in ('published', 'rejected')) = ("listing_change"."decided_by" is not null) and ("listing_change"."decided_by" is null) = ("listing_change"."decided_at" is null)),
	CONSTRAINT "listing_change_submitted" CHECK ("listing_change"."state" <> 'submitted' or "listing_change"."submitted_at" is not null),
	CONSTRAINT "listing_change_version" CHECK (("listing_change"."state" = 'published') = ("listing_change"."published_version" is not null))
);
--> statement-breakpoint
CREATE TABLE "listing_message" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "listing_message_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"change_id" text NOT NULL,
	"side" text NOT NULL,
	"author_id" text NOT NULL,
	"organisation_code" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "listing_message_side_known" CHECK ("listing_message"."side" in ('supplier', 'centre')),
	CONSTRAINT "listing_message_not_empty" CHECK ("listing_message"."text" <> '')
);
--> statement-breakpoint
ALTER TABLE "solution" ADD COLUMN "data_processing" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "solution" ADD COLUMN "data_location" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "solution" ADD COLUMN "roadmap" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "solution" ADD COLUMN "support_email" text;--> statement-breakpoint
ALTER TABLE "solution" ADD COLUMN "support_phone" text;--> statement-breakpoint
ALTER TABLE "solution" ADD COLUMN "support_hours" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "solution" ADD COLUMN "interfaces" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "framework" ADD COLUMN "price_notice_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "listing_change" ADD CONSTRAINT "listing_change_supplier_id_supplier_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."supplier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_change" ADD CONSTRAINT "listing_change_solution_id_catalogue_item_id_fk" FOREIGN KEY ("solution_id") REFERENCES "public"."catalogue_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_change" ADD CONSTRAINT "listing_change_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_change" ADD CONSTRAINT "listing_change_submitted_by_user_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_change" ADD CONSTRAINT "listing_change_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_message" ADD CONSTRAINT "listing_message_change_id_listing_change_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."listing_change"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_message" ADD CONSTRAINT "listing_message_author_id_user_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_message" ADD CONSTRAINT "listing_message_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "listing_change_one_open" ON "listing_change" USING btree ("solution_id") WHERE "listing_change"."state" in ('draft', 'submitted', 'returned');--> statement-breakpoint
CREATE INDEX "listing_change_by_supplier" ON "listing_change" USING btree ("supplier_id","changed_at");--> statement-breakpoint
CREATE INDEX "listing_change_by_state" ON "listing_change" USING btree ("state","submitted_at");--> statement-breakpoint
CREATE INDEX "listing_change_by_solution" ON "listing_change" USING btree ("solution_id","published_version");--> statement-breakpoint
CREATE INDEX "listing_message_by_change" ON "listing_message" USING btree ("change_id","id");--> statement-breakpoint
ALTER TABLE "framework" ADD CONSTRAINT "framework_price_notice_known" CHECK ("framework"."price_notice_days" between 0 and 365);
--> statement-breakpoint

CREATE SEQUENCE listing_change_number;
--> statement-breakpoint

-- What the centre was asked to publish is what it reads: words are fixed once sent in, and a decided change is the record of its
-- decision. A supplier's message is what the other side answered, so neither is rewritten.
CREATE FUNCTION listing_change_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'a change of a listing begins as a draft' USING ERRCODE = 'DV001';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.state IN ('published', 'rejected', 'discarded')
    OR (NEW.id, NEW.kind, NEW.supplier_id, NEW.solution_id, NEW.created_by, NEW.created_at)
      IS DISTINCT FROM (OLD.id, OLD.kind, OLD.supplier_id, OLD.solution_id, OLD.created_by, OLD.created_at)
    OR (OLD.state = 'submitted' AND (NEW.content, NEW.name) IS DISTINCT FROM (OLD.content, OLD.name)) THEN
    RAISE EXCEPTION 'change % of a listing is not changed any more', OLD.id USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER listing_change_guarded BEFORE INSERT OR UPDATE OR DELETE ON listing_change
  FOR EACH ROW EXECUTE FUNCTION listing_change_guard();
--> statement-breakpoint
CREATE TRIGGER listing_change_no_truncate BEFORE TRUNCATE ON listing_change EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER listing_message_kept BEFORE UPDATE OR DELETE ON listing_message
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER listing_message_no_truncate BEFORE TRUNCATE ON listing_message EXECUTE FUNCTION refuse_change();
