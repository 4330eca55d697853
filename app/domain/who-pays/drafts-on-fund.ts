const counted = (count: number, one: string, several: string) => `${count} ${count === 1 ? one : several}`;

/** How many buyers count on a fund in orders that they are still writing, for whoever closes it sooner. */
export function draftsText({ orders, buyers }: { orders: number; buyers: number }): string {
  if (orders === 0) return "No order that is still being written counts on it.";
  return `So ${buyers === 1 ? "is" : "are"} ${counted(buyers, "buyer", "buyers")} with ${counted(orders, "order", "orders")} that ${orders === 1 ? "is" : "are"} still being written and ${orders === 1 ? "counts" : "count"} on it.`;
}
