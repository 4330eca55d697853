ALTER TABLE "order_approval" ADD COLUMN "also_signed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "order_signature" ADD CONSTRAINT "order_signed_by_two" UNIQUE("order_id","user_id");--> statement-breakpoint

-- Whoever signed an order for its buyer approves a share of it only where the row says so, for auditors to see.
CREATE FUNCTION order_approval_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "order" o
    WHERE o.id = NEW.order_id AND o.snapshot->'signedForBuyer'->>'userId' = NEW.decided_by) THEN
    RAISE EXCEPTION 'the share of % in order % is approved by the one who signed it', NEW.payer_code, NEW.order_id
      USING ERRCODE = '23514', CONSTRAINT = 'order_approval_by_another';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER order_approval_by_another BEFORE INSERT OR UPDATE ON order_approval
  FOR EACH ROW WHEN (NEW.state = 'approved' AND NOT NEW.also_signed) EXECUTE FUNCTION order_approval_by_another();
