ALTER TABLE "payment" DROP CONSTRAINT "payment_once_per_invoice";--> statement-breakpoint
ALTER TABLE "payment" DROP CONSTRAINT "payment_reference_once";--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "reversal_id" uuid;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_reversal_id_ledger_transaction_id_fk" FOREIGN KEY ("reversal_id") REFERENCES "public"."ledger_transaction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "payment_once_per_invoice" ON "payment" USING btree ("invoice_number") WHERE "payment"."reversal_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "payment_reference_once" ON "payment" USING btree ("method","reference_key") WHERE "payment"."reversal_id" is null;--> statement-breakpoint
CREATE INDEX "payment_by_invoice" ON "payment" USING btree ("invoice_number");--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_reversed_once" UNIQUE("reversal_id");--> statement-breakpoint

-- A payment is never changed or deleted; that a reversal took it back is said once.
DROP TRIGGER payment_append_only ON payment;
--> statement-breakpoint
CREATE FUNCTION payment_reversed_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.reversal_id IS NULL AND NEW.reversal_id IS NOT NULL
    AND to_jsonb(OLD) - 'reversal_id' = to_jsonb(NEW) - 'reversal_id'
    AND EXISTS (SELECT FROM ledger_transaction x WHERE x.id = NEW.reversal_id AND x.kind = 'reverse'
      AND x.invoice_number = NEW.invoice_number) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a payment is never changed or deleted' USING ERRCODE = 'DV001';
END $$;
--> statement-breakpoint
CREATE TRIGGER payment_append_only BEFORE UPDATE OR DELETE ON payment FOR EACH ROW EXECUTE FUNCTION payment_reversed_only();
--> statement-breakpoint

-- Money that went back and an invoice that stays paid would part the books: whoever reverses a payment opens its invoice again
-- before the commit. A movement of an invoice that has no payment here is the ledger's own affair.
CREATE FUNCTION reversal_opens_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM payment p WHERE p.invoice_number = NEW.invoice_number)
    AND NOT EXISTS (SELECT FROM payment p WHERE p.reversal_id = NEW.id) THEN
    RAISE EXCEPTION 'the payment of invoice % was reversed and the invoice is not open again', NEW.invoice_number
      USING ERRCODE = '23514', CONSTRAINT = 'reversal_opens_invoice';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER reversal_opens_invoice AFTER INSERT ON ledger_transaction
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'reverse' AND NEW.invoice_number IS NOT NULL)
  EXECUTE FUNCTION reversal_opens_invoice();
