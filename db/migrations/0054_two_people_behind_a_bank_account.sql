CREATE TABLE "supplier_bank_change" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"supplier_id" text NOT NULL,
	"account_name" text NOT NULL,
	"sort_code" text NOT NULL,
	"account_number" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "supplier_bank_change_state_known" CHECK ("supplier_bank_change"."state" in ('proposed', 'confirmed', 'declined', 'withdrawn')),
	CONSTRAINT "supplier_bank_change_decided_once" CHECK (("supplier_bank_change"."state" = 'proposed') = ("supplier_bank_change"."decided_by" is null) and ("supplier_bank_change"."decided_by" is null) = ("supplier_bank_change"."decided_at" is null)),
	CONSTRAINT "supplier_bank_change_two_people" CHECK ("supplier_bank_change"."state" <> 'confirmed' or "supplier_bank_change"."decided_by" <> "supplier_bank_change"."proposed_by"),
	CONSTRAINT "supplier_bank_change_account" CHECK ("supplier_bank_change"."sort_code" ~ '^[0-9]{6}$' and "supplier_bank_change"."account_number" ~ '^[0-9]{8}$' and "supplier_bank_change"."account_name" <> '')
);
--> statement-breakpoint
ALTER TABLE "supplier_bank_change" ADD CONSTRAINT "supplier_bank_change_supplier_id_supplier_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."supplier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_bank_change" ADD CONSTRAINT "supplier_bank_change_proposed_by_user_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_bank_change" ADD CONSTRAINT "supplier_bank_change_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "supplier_bank_change_waits_once" ON "supplier_bank_change" USING btree ("supplier_id") WHERE "supplier_bank_change"."state" = 'proposed';--> statement-breakpoint

-- A new account keeps its digits: it is decided once and never changed or deleted.
CREATE FUNCTION supplier_bank_change_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.state = 'proposed' THEN
    RETURN NEW;
  END IF;
  IF TG_OP <> 'UPDATE' OR OLD.state <> 'proposed'
    OR to_jsonb(OLD) - '{state,decided_by,decided_at}'::text[] <> to_jsonb(NEW) - '{state,decided_by,decided_at}'::text[] THEN
    RAISE EXCEPTION 'a new bank account is never changed after it was decided' USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER supplier_bank_change_guarded BEFORE INSERT OR UPDATE OR DELETE ON supplier_bank_change
  FOR EACH ROW EXECUTE FUNCTION supplier_bank_change_guard();
--> statement-breakpoint

-- Another account takes the place of the one that invoices name only as two people of the supplier, or one and an officer,
-- said. The first account has no other before it, and what is imported was given by nobody here.
CREATE FUNCTION supplier_bank_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM supplier_invoicing v WHERE v.supplier_id = NEW.supplier_id AND v.version = NEW.version - 1
      AND (v.account_name, v.sort_code, v.account_number) IS DISTINCT FROM (NEW.account_name, NEW.sort_code, NEW.account_number))
    AND NOT EXISTS (SELECT FROM supplier_bank_change c WHERE c.supplier_id = NEW.supplier_id AND c.state = 'confirmed'
      AND (c.account_name, c.sort_code, c.account_number, c.decided_by)
        = (NEW.account_name, NEW.sort_code, NEW.account_number, NEW.changed_by)) THEN
    RAISE EXCEPTION 'the bank account of supplier % is changed by one person', NEW.supplier_id
      USING ERRCODE = '23514', CONSTRAINT = 'supplier_bank_by_two';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER supplier_bank_by_two BEFORE INSERT ON supplier_invoicing
  FOR EACH ROW WHEN (NEW.changed_by IS NOT NULL) EXECUTE FUNCTION supplier_bank_by_two();
