import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { mayAboutBank, notIndependentText } from "~/domain/invoices/supplier-details/bank-change";
import { bankChangeView } from "~/domain/invoices/supplier-details/bank-change-views.server";
import { decideBankChange } from "~/domain/invoices/supplier-details/decide-bank-change.server";
import { BankAccountPage } from "~/ui/invoices/bank-account";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { BankDecisionForm } from "~/web/invoices/invoicing-details-form";

const Params = z.object({ id: z.uuid() });

export const meta = () => [{ title: pageTitle("A supplier’s new bank account") }];

export const loader = centre.loader(
  { params: Params, roles: ["commercial_officer", "auditor"] },
  async ({ q, actor, params }) => {
    const change = await bankChangeView(q, params.id);
    return { change, may: mayAboutBank(change, actor), notIndependent: notIndependentText(change, actor) };
  },
);

export const action = centre.action(
  { params: Params, form: BankDecisionForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now: at, today }) => {
    await decideBankChange(tx, { changeId: params.id, decision: form.decision, actor, at, today });
    return redirect(`/commercial/bank-accounts/${params.id}`);
  },
);

export default function CommercialBankAccount() {
  const back = { label: "Home", href: "/commercial" };
  return <BankAccountPage {...useLoaderData<typeof loader>()} back={back} state={useFormState()} />;
}
