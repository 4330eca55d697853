CREATE TABLE "market_run" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"source_kind" text NOT NULL,
	"source_ref" text NOT NULL,
	"rules" jsonb NOT NULL,
	"parties" jsonb NOT NULL,
	"financial_year" integer NOT NULL,
	"scope" jsonb NOT NULL,
	"state" text NOT NULL,
	"orders_total" integer NOT NULL,
	"orders_done" integer DEFAULT 0 NOT NULL,
	"cursor_at" timestamp (3) with time zone,
	"cursor_order_id" text,
	"started_by" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "market_run_source_known" CHECK ("market_run"."source_kind" in ('scenario', 'agreement')),
	CONSTRAINT "market_run_state_known" CHECK ("market_run"."state" in ('running', 'done')),
	CONSTRAINT "market_run_done_in_full" CHECK ("market_run"."orders_done" <= "market_run"."orders_total"),
	CONSTRAINT "market_run_done_dated" CHECK (("market_run"."state" = 'done') = ("market_run"."finished_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "market_run_order" (
	"run_id" text NOT NULL,
	"order_id" text NOT NULL,
	"ordered_on" date NOT NULL,
	"covered" boolean NOT NULL,
	"moved_pence" bigint NOT NULL,
	"problem" text,
	"used" jsonb NOT NULL,
	CONSTRAINT "market_run_order_run_id_order_id_pk" PRIMARY KEY("run_id","order_id")
);
--> statement-breakpoint
CREATE TABLE "market_run_share" (
	"run_id" text NOT NULL,
	"order_id" text NOT NULL,
	"payer_code" text NOT NULL,
	"financial_year" integer NOT NULL,
	"old_net_pence" bigint NOT NULL,
	"new_net_pence" bigint NOT NULL,
	"old_cost_pence" bigint NOT NULL,
	"new_cost_pence" bigint NOT NULL,
	CONSTRAINT "market_run_share_run_id_order_id_payer_code_financial_year_pk" PRIMARY KEY("run_id","order_id","payer_code","financial_year")
);
--> statement-breakpoint
CREATE TABLE "scenario" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_code" text NOT NULL,
	"title" text NOT NULL,
	"base_kind" text NOT NULL,
	"base_ref" text,
	"base_input" jsonb,
	"input" jsonb NOT NULL,
	"edit_count" integer DEFAULT 0 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "scenario_base_known" CHECK ("scenario"."base_kind" in ('order', 'shortlist', 'invented')),
	CONSTRAINT "scenario_base_with_input" CHECK (("scenario"."base_kind" = 'invented') = ("scenario"."base_input" is null))
);
--> statement-breakpoint
CREATE TABLE "scenario_share" (
	"scenario_id" text NOT NULL,
	"organisation_code" text NOT NULL,
	"shared_by" text NOT NULL,
	"shared_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "scenario_share_scenario_id_organisation_code_pk" PRIMARY KEY("scenario_id","organisation_code")
);
--> statement-breakpoint
ALTER TABLE "market_run" ADD CONSTRAINT "market_run_started_by_user_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_run_order" ADD CONSTRAINT "market_run_order_run_id_market_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."market_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_run_order" ADD CONSTRAINT "market_run_order_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_run_share" ADD CONSTRAINT "market_run_share_payer_code_organisation_code_fk" FOREIGN KEY ("payer_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_run_share" ADD CONSTRAINT "market_run_share_of_order" FOREIGN KEY ("run_id","order_id") REFERENCES "public"."market_run_order"("run_id","order_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario" ADD CONSTRAINT "scenario_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario" ADD CONSTRAINT "scenario_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario" ADD CONSTRAINT "scenario_updated_by_user_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_share" ADD CONSTRAINT "scenario_share_scenario_id_scenario_id_fk" FOREIGN KEY ("scenario_id") REFERENCES "public"."scenario"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_share" ADD CONSTRAINT "scenario_share_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_share" ADD CONSTRAINT "scenario_share_shared_by_user_id_fk" FOREIGN KEY ("shared_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "market_run_order_by_moved" ON "market_run_order" USING btree ("run_id","moved_pence","order_id");--> statement-breakpoint
CREATE INDEX "market_run_share_by_payer" ON "market_run_share" USING btree ("run_id","payer_code","financial_year");--> statement-breakpoint
CREATE INDEX "scenario_by_organisation" ON "scenario" USING btree ("organisation_code");--> statement-breakpoint
CREATE INDEX "scenario_share_by_organisation" ON "scenario_share" USING btree ("organisation_code");--> statement-breakpoint
-- Numbers that people quote: SIM-0001, MR-0001.
CREATE SEQUENCE scenario_number START 1;
--> statement-breakpoint
CREATE SEQUENCE market_run_number START 1;
--> statement-breakpoint

-- A finished run is evidence: its figures stay as they were. While it runs, rows are only added.
CREATE FUNCTION refuse_market_run_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM market_run WHERE id = NEW.run_id AND state = 'done') THEN
    RAISE EXCEPTION 'market run % is finished and its figures stay as they are', NEW.run_id;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'figures of market run % are only added', NEW.run_id;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER market_run_order_kept BEFORE INSERT OR UPDATE ON market_run_order
  FOR EACH ROW EXECUTE FUNCTION refuse_market_run_change();
--> statement-breakpoint
CREATE TRIGGER market_run_share_kept BEFORE INSERT OR UPDATE ON market_run_share
  FOR EACH ROW EXECUTE FUNCTION refuse_market_run_change();
--> statement-breakpoint

-- What one payer no longer pays another pays: an order costs the same, before VAT, under any rules.
CREATE FUNCTION refuse_uneven_market_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(old_net_pence) <> sum(new_net_pence) FROM market_run_share
      WHERE run_id = NEW.run_id AND order_id = NEW.order_id) THEN
    RAISE EXCEPTION 'order % costs more or less in market run %', NEW.order_id, NEW.run_id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER market_run_share_even AFTER INSERT ON market_run_share
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_uneven_market_run();
