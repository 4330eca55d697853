-- The indexes by account carry the id, so that a statement of an account is read newest first, page by page; and the
-- account rows lose the share locks that foreign keys take (db/schema/funding.ts says why).
ALTER TABLE "ledger_transfer" DROP CONSTRAINT "ledger_transfer_debit_account_id_ledger_account_id_fk";
--> statement-breakpoint
ALTER TABLE "ledger_transfer" DROP CONSTRAINT "ledger_transfer_credit_account_id_ledger_account_id_fk";
--> statement-breakpoint
DROP INDEX "ledger_transfer_by_debit";--> statement-breakpoint
DROP INDEX "ledger_transfer_by_credit";--> statement-breakpoint
CREATE INDEX "ledger_transaction_by_order" ON "ledger_transaction" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "ledger_transfer_by_debit" ON "ledger_transfer" USING btree ("debit_account_id","id");--> statement-breakpoint
CREATE INDEX "ledger_transfer_by_credit" ON "ledger_transfer" USING btree ("credit_account_id","id");--> statement-breakpoint
DROP INDEX "ledger_transfer_by_reservation";--> statement-breakpoint
CREATE INDEX "ledger_transfer_by_reservation" ON "ledger_transfer" USING btree ("reservation_id") WHERE "ledger_transfer"."reservation_id" is not null;