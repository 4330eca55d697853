import type { ReactNode } from "react";
import { AgreementVersionText, EarlierVersions, VersionHistory, type ShownVersion } from "./agreement";
import { WarningCallout } from "~/ui/kit/callouts";
import { ErrorSummary, Form, SubmitButton, type FormState } from "~/ui/kit/form";
import { BackLink, NotificationBanner, PageTitle, ReadingColumn } from "~/ui/kit/page";

/** One agreement with its versions; for somebody who may sign, the form to do so. */
export function AgreementPage({
  agreement,
  back,
  maySign,
  organisationName,
  state,
  done,
  differences,
  children,
}: {
  agreement: { agreementId: string; title: string; ownerName: string; versions: readonly ShownVersion[] };
  back: { href: string; label: string };
  maySign: boolean;
  organisationName: string;
  state: FormState | null;
  /** What just happened. */
  done?: string;
  differences?: (version: number) => string;
  /** What can be done with the newest version, after its text. */
  children?: ReactNode;
}) {
  const [newest, ...earlier] = agreement.versions;
  const body = (
    <ReadingColumn>
      {done ? <NotificationBanner heading={done} success /> : null}
      <ErrorSummary errors={state?.errors} problem={state?.problem} />
      <PageTitle caption={`${agreement.agreementId}, run by ${agreement.ownerName}`}>
        {agreement.title}
      </PageTitle>
      {newest ? (
        <>
          <h2 className="nhsuk-heading-m">Version {newest.version}</h2>
          <AgreementVersionText version={newest} />
          {maySign ? (
            <Form id="sign">
              <input type="hidden" name="version" value={newest.version} />
              <WarningCallout heading="Signing binds your organisation">
                <p>
                  {organisationName} will pay what these rules say for orders that are placed while the
                  agreement is in force. When the last party has signed, nobody can change it; a later version
                  can replace it.
                </p>
              </WarningCallout>
              <SubmitButton>Sign for {organisationName}</SubmitButton>
            </Form>
          ) : null}
        </>
      ) : null}
      {children}
      <VersionHistory versions={agreement.versions} differences={differences} />
      <EarlierVersions versions={earlier} />
    </ReadingColumn>
  );
  return (
    <>
      <BackLink href={back.href}>{back.label}</BackLink>
      {body}
    </>
  );
}
