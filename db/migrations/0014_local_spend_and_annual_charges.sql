CREATE TABLE "local_spend" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_code" text NOT NULL,
	"category" text NOT NULL,
	"spent_on" date NOT NULL,
	"amount_pence" bigint NOT NULL,
	"description" text NOT NULL,
	"evidence" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_by" text,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_reason" text,
	CONSTRAINT "local_spend_positive" CHECK ("local_spend"."amount_pence" > 0)
);
--> statement-breakpoint
CREATE TABLE "local_spend_use" (
	"local_spend_id" uuid NOT NULL,
	"order_id" text NOT NULL,
	"amount_pence" bigint NOT NULL,
	CONSTRAINT "local_spend_use_local_spend_id_order_id_pk" PRIMARY KEY("local_spend_id","order_id"),
	CONSTRAINT "local_spend_use_positive" CHECK ("local_spend_use"."amount_pence" > 0)
);
--> statement-breakpoint
ALTER TABLE "invoice" ALTER COLUMN "milestone_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice" ADD COLUMN "instalment_year" integer;--> statement-breakpoint
ALTER TABLE "local_spend" ADD CONSTRAINT "local_spend_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "local_spend" ADD CONSTRAINT "local_spend_recorded_by_user_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "local_spend" ADD CONSTRAINT "local_spend_withdrawn_by_user_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "local_spend_use" ADD CONSTRAINT "local_spend_use_local_spend_id_local_spend_id_fk" FOREIGN KEY ("local_spend_id") REFERENCES "public"."local_spend"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "local_spend_use" ADD CONSTRAINT "local_spend_use_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "local_spend_evidence_once" ON "local_spend" USING btree ("organisation_code","evidence") WHERE "local_spend"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "local_spend_by_organisation" ON "local_spend" USING btree ("organisation_code","spent_on");--> statement-breakpoint
CREATE INDEX "local_spend_use_by_order" ON "local_spend_use" USING btree ("order_id");--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_once_per_year_and_payer" UNIQUE("order_id","instalment_year","payer_code");--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_for_milestone_or_year" CHECK (("invoice"."milestone_id" is null) <> ("invoice"."instalment_year" is null));--> statement-breakpoint

-- Evidence of spend is kept as it was recorded; only its withdrawal is added, and only while no order has used it.
CREATE FUNCTION refuse_local_spend_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL
     OR (OLD.organisation_code, OLD.category, OLD.spent_on, OLD.amount_pence, OLD.evidence)
        IS DISTINCT FROM (NEW.organisation_code, NEW.category, NEW.spent_on, NEW.amount_pence, NEW.evidence) THEN
    RAISE EXCEPTION 'recorded local spend is never changed' USING ERRCODE = 'DV001';
  END IF;
  IF EXISTS (SELECT 1 FROM local_spend_use WHERE local_spend_id = OLD.id) THEN
    RAISE EXCEPTION 'local spend that an order has had matched is not withdrawn' USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER local_spend_kept BEFORE UPDATE OR DELETE ON local_spend
  FOR EACH ROW EXECUTE FUNCTION refuse_local_spend_change();
--> statement-breakpoint

-- A pound is matched once, whichever orders ask for it at the same moment: the row of the spend is locked first.
CREATE FUNCTION refuse_spend_matched_twice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE spend local_spend%ROWTYPE; used bigint;
BEGIN
  SELECT * INTO spend FROM local_spend WHERE id = NEW.local_spend_id FOR UPDATE;
  SELECT coalesce(sum(amount_pence), 0) INTO used FROM local_spend_use
    WHERE local_spend_id = NEW.local_spend_id AND order_id <> NEW.order_id;
  IF spend.withdrawn_at IS NOT NULL OR used + NEW.amount_pence > spend.amount_pence THEN
    RAISE EXCEPTION 'local spend % is matched already', spend.evidence USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER local_spend_matched_once BEFORE INSERT OR UPDATE ON local_spend_use
  FOR EACH ROW EXECUTE FUNCTION refuse_spend_matched_twice();
--> statement-breakpoint

-- Capital money pays for capital, revenue money for revenue, whatever the application works out.
CREATE FUNCTION refuse_share_of_other_nature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE of_fund text;
BEGIN
  IF NEW.fund_id IS NOT NULL THEN
    SELECT nature INTO of_fund FROM fund WHERE id = NEW.fund_id;
    IF of_fund <> NEW.nature THEN
      RAISE EXCEPTION 'fund % is % money and this share is %', NEW.fund_id, of_fund, NEW.nature USING ERRCODE = 'DV001';
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER order_share_of_its_funds_nature BEFORE INSERT ON order_share
  FOR EACH ROW EXECUTE FUNCTION refuse_share_of_other_nature();
--> statement-breakpoint

-- What a cap has left is read from the shares of every order under its agreement.
CREATE INDEX "order_share_by_agreement" ON "order_share" ((trace->'agreement'->>'agreementId'));
