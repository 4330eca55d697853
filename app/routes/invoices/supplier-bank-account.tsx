import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { mayAboutBank, notIndependentText } from "~/domain/invoices/supplier-details/bank-change";
import {
  bankChangeWaiting,
  noSuchBankChange,
} from "~/domain/invoices/supplier-details/bank-change-views.server";
import { decideBankChange } from "~/domain/invoices/supplier-details/decide-bank-change.server";
import { INVOICING_DETAILS_PATH, supplierOfActor } from "~/domain/invoices/supplier-details/invoicing-keeper";
import { BankAccountPage } from "~/ui/invoices/bank-account";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { supplier } from "~/web/audience.server";
import { BankDecisionForm } from "~/web/invoices/invoicing-details-form";

const KEEPERS = ["supplier_signatory", "administrator"] as const;

export const meta = () => [{ title: pageTitle("Check the new bank account") }];

export const loader = supplier.loader({ roles: KEEPERS }, async ({ q, actor }) => {
  const change = await bankChangeWaiting(q, supplierOfActor(actor));
  if (!change) throw redirect(INVOICING_DETAILS_PATH);
  return { change, may: mayAboutBank(change, actor), notIndependent: notIndependentText(change, actor) };
});

export const action = supplier.action(
  { form: BankDecisionForm, roles: KEEPERS },
  async ({ tx, actor, form, now: at, today }) => {
    const change = await bankChangeWaiting(tx, supplierOfActor(actor));
    if (!change) throw noSuchBankChange();
    await decideBankChange(tx, { changeId: change.id, decision: form.decision, actor, at, today });
    return redirect(`${INVOICING_DETAILS_PATH}?saved=${form.decision}`);
  },
);

export default function SupplierBankAccount() {
  const back = { label: "Invoicing details", href: INVOICING_DETAILS_PATH };
  return <BankAccountPage {...useLoaderData<typeof loader>()} back={back} state={useFormState()} />;
}
