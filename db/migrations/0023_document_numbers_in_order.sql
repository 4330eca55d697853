-- Lists of everybody's certificates and invoices go by document number, and as texts DVC-1000000 comes before DVC-999999.
-- Numbers are padded, so that by length first and then as texts they come in order (db/number-order.ts).
CREATE INDEX "certificate_in_order" ON "certificate" USING btree (length("number"),"number");--> statement-breakpoint
CREATE INDEX "invoice_in_order" ON "invoice" USING btree (length("number"),"number");