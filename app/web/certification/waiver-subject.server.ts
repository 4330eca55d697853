import type { Queryable } from "~db";
import { solutionsNamed } from "~/domain/certification/certification-views.server";
import { standardsList } from "~/domain/certification/standard-views.server";
import { organisationByCode } from "~/domain/organisations/organisation-views.server";
import type { Day } from "~/domain/shared/day";

/** What could be read of the form: an empty field is an error already. */
interface Asked {
  standard?: string;
  solution?: string;
  buyer?: string;
}

/** The standards that can be waived: those of products and of their suppliers, by title. */
export async function waivableStandards(q: Queryable, on: Day): Promise<{ id: string; title: string }[]> {
  const { rows } = await standardsList(q, { on });
  return rows
    .filter((row) => row.appliesTo === "product" || row.appliesTo === "organisation")
    .map(({ id, title }) => ({ id, title }));
}

/** What a waiver is for, found from what was typed; what is not found is an error of its field. */
export async function waiverSubject(q: Queryable, asked: Asked, on: Day) {
  const [standards, named, buyer] = await Promise.all([
    waivableStandards(q, on),
    asked.solution ? solutionsNamed(q, asked.solution) : [],
    asked.buyer ? organisationByCode(q, asked.buyer, on) : null,
  ]);
  const errors: Record<string, string> = {};
  const standard = standards.find((one) => one.id === asked.standard);
  if (asked.standard && !standard) errors.standard = "Choose the standard";
  const [solution] = named;
  if (asked.solution && !solution) errors.solution = "There is no solution with this number or name";
  else if (named.length > 1) {
    const names = named.map((one) => `${one.name} (${one.id})`).join(", ");
    errors.solution = `Several solutions match. Enter the number of one of them: ${names}`;
  }
  if (asked.buyer && !buyer) errors.buyer = "There is no organisation with this code";
  return { standard, solution, buyer, errors };
}
