import { z } from "zod";
import { centre } from "~/web/audience.server";
import { moneyFile, MoneyFile } from "~/web/statements/money-pictures.server";
import { moneyFilter, MoneyQuery } from "~/web/statements/money-query";

const Params = z.object({ file: MoneyFile });

/** The figures behind the pictures of money, as a CSV file or a workbook. */
export const loader = centre.loader({ params: Params, query: MoneyQuery }, ({ q, params, query, today }) =>
  moneyFile(q, moneyFilter(query, today), { published: false, file: params.file }),
);
