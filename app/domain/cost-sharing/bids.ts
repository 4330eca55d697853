/** What one rule is about to put down on lines, before its limits, in columns of whole pence. */
export class Bids {
  count = 0;
  line = new Int32Array(256);
  payee = new Int32Array(256);
  amount = new Float64Array(256);

  add(line: number, payee: number, amount: number): void {
    const at = this.count;
    if (at === this.line.length) this.grow();
    this.line[at] = line;
    this.payee[at] = payee;
    this.amount[at] = amount;
    this.count = at + 1;
  }

  private grow(): void {
    const [line, payee, amount] = [this.line, this.payee, this.amount];
    this.line = new Int32Array(this.count * 2);
    this.payee = new Int32Array(this.count * 2);
    this.amount = new Float64Array(this.count * 2);
    this.line.set(line);
    this.payee.set(payee);
    this.amount.set(amount);
  }
}
