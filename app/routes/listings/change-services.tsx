import { useLoaderData } from "@remix-run/react";
import { ITEM_KIND_NAMES } from "~/domain/catalogue/listing";
import { priceOfListed } from "~/domain/listings/listed-price";
import type { Service } from "~/domain/listings/content";
import { servicesWrittenElsewhere } from "~/domain/listings/services/service-views.server";
import { PriceBlock } from "~/ui/catalogue/price-table";
import { ButtonGroup, ButtonLink } from "~/ui/kit/form";
import { pageTitle } from "~/ui/kit/page";
import { changeHref, ChangePage } from "~/ui/listings/change-frame";
import { supplier } from "~/web/audience.server";
import { openChange, WRITERS } from "~/web/listings/change-page.server";
import { ChangeParams, DoneQuery } from "~/web/listings/listing-forms";

export const meta = () => [{ title: pageTitle("Additional and associated services") }];

export const loader = supplier.loader(
  { params: ChangeParams, query: DoneQuery, roles: WRITERS },
  async ({ q, actor, params, query, today }) => {
    const change = await openChange(q, { actor, params, today });
    return {
      change,
      elsewhere: await servicesWrittenElsewhere(q, change.solutionId),
      saved: query.done === "saved",
    };
  },
);

export default function ChangeServices() {
  const { change, elsewhere, saved } = useLoaderData<typeof loader>();
  const { services } = change.content;
  return (
    <ChangePage
      change={change}
      title="Additional and associated services"
      lede="What buyers can order with it: an additional service is a part of this solution, as a module is; an associated one is work, as training and data migration are."
      saved={saved}
      state={null}
    >
      {services.length === 0 ? <p>No service is written in this listing yet.</p> : null}
      {services.map((service) => (
        <OneService key={service.id} service={service} />
      ))}
      {elsewhere.length > 0 ? (
        <>
          <h2 className="nhsuk-heading-s">Written in other listings of yours</h2>
          <p>They are offered with this solution too. Change them where they are written.</p>
          <ul>
            {elsewhere.map((one) => (
              <li key={one.id}>
                {one.name}, in{" "}
                <a href={`/supplying/listings/${encodeURIComponent(one.solutionId)}`}>
                  the listing of {one.solutionName}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <ButtonGroup>
        <ButtonLink href={`${changeHref(change, "services")}/new`} variant="secondary">
          Add a service
        </ButtonLink>
        <ButtonLink href={changeHref(change)}>Go back to the listing</ButtonLink>
      </ButtonGroup>
    </ChangePage>
  );
}

function OneService({ service }: { service: Service }) {
  const { change } = useLoaderData<typeof loader>();
  const { id, kind, name, summary, alsoWith, prices } = service;
  const href = `${changeHref(change, "services")}/${encodeURIComponent(id)}`;
  return (
    <section aria-labelledby={`service-${id}`}>
      <h2 className="nhsuk-heading-m" id={`service-${id}`}>
        {name}
        <span className="nhsuk-caption-m nhsuk-caption--bottom">{ITEM_KIND_NAMES[kind]}</span>
      </h2>
      <p>{summary}</p>
      {alsoWith.length > 0 ? <p>Also offered with {alsoWith.map((one) => one.name).join(", ")}.</p> : null}
      {prices.length === 0 ? <p>No price is entered yet.</p> : null}
      {prices.map((price) => (
        <div key={price.id}>
          <PriceBlock price={priceOfListed(price)} caption={`Price of ${name} ${price.unitText}`} />
          <p>
            <a href={`${href}/prices/${encodeURIComponent(price.id)}`}>
              Change or remove the price of {name} {price.unitText}
            </a>
          </p>
        </div>
      ))}
      <ul className="nhsuk-list">
        <li>
          <a href={`${href}/prices/new`}>Add a price of {name}</a>
        </li>
        <li>
          <a href={href}>Change or remove {name}</a>
        </li>
      </ul>
    </section>
  );
}
