-- The ledger's own word for "written once": an entry has an idempotency key, as every finance system calls it. Functions
-- that name the column are made again from what stands, word for word otherwise. One whose parameter carries the old
-- name must be dropped first: PostgreSQL renames no parameter in place.
ALTER TABLE "ledger_transaction" RENAME COLUMN "deed_key" TO "idempotency_key";--> statement-breakpoint
ALTER TABLE "ledger_transaction" RENAME CONSTRAINT "ledger_transaction_deed_key_unique" TO "ledger_transaction_idempotency_key_unique";--> statement-breakpoint
DO $$
DECLARE
  v_function record;
BEGIN
  FOR v_function IN
    SELECT p.oid::regprocedure AS signature, pg_get_functiondef(p.oid) AS definition, p.proargnames::text LIKE '%deed%' AS by_parameter
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = current_schema() AND p.prokind = 'f' AND p.prosrc ~ 'deed'
  LOOP
    IF v_function.by_parameter THEN
      EXECUTE format('DROP FUNCTION %s', v_function.signature);
    END IF;
    EXECUTE replace(replace(replace(replace(v_function.definition,
      'deed_key', 'idempotency_key'), 'ledger_deed_once', 'ledger_entry_once'), 'ledger_same_deed', 'ledger_same_entry'), 'deed', 'entry');
  END LOOP;
END;
$$;
