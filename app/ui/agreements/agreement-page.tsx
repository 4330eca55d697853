import type { ReactNode } from "react";
import { AgreementVersionText, EarlierVersions, VersionHistory, type ShownVersion } from "./agreement";
import { ButtonLink, ErrorSummary, type FormState } from "~/ui/kit/form";
import { BackLink, NotificationBanner, PageTitle, ReadingColumn } from "~/ui/kit/page";

/** One agreement with its versions; for somebody who may sign, the way to the page on which they do. */
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
  return (
    <>
      <BackLink href={back.href}>{back.label}</BackLink>
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
              <p>
                <ButtonLink href={`${back.href}/${agreement.agreementId}/versions/${newest.version}/sign`}>
                  Check and sign for {organisationName}
                </ButtonLink>
              </p>
            ) : null}
          </>
        ) : null}
      </ReadingColumn>
      {children}
      <VersionHistory versions={agreement.versions} differences={differences} />
      <EarlierVersions versions={earlier} />
    </>
  );
}
