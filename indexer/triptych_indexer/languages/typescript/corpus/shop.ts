import type { Buyer } from "./buyer";
import { Till, type Coin } from "./till.js";
import fs = require("fs");
export type { Coin } from "./till.js";

export const MAX_ITEMS: number = 40;

/** What a price is written in. */
export enum Currency {
  Euro,
  Pound = "GBP",
}

export type Price<T extends Currency = Currency.Euro> = { amount: number; currency: T };

/** Anything that can be sold. */
export interface Sellable extends Named, Comparable<Sellable> {
  readonly price: Price;
  sell?(buyer: Buyer): Promise<Coin>;
}

@registered("shop")
export abstract class Shop<T extends Sellable> extends Building<T> implements Open, store.Locked {
  static count = 0;
  protected readonly shelf: Map<string, T> = new Map();

  constructor(private owner: string, public size?: number) {
    super(owner);
  }

  abstract close(): void;

  get total(): number {
    return sum(this.shelf);
  }

  private async find(this: Shop<T>, name: string, ...others: string[]): Promise<T | undefined> {
    const found = await this.lookUp(name);
    return found ?? (others.length ? this.find(others[0]) : undefined);
  }

  onSale = (item: T): boolean => item.price.amount < 10;
}

export function checkout(items: Sellable[]): Price;
export function checkout(items: Sellable[], tax = 0.2): Price {
  for (const item of items) {
    if (!item) throw new RangeError("gone");
  }
  return total(items) as Price;
}

export namespace Taxes {
  export const vat = 0.2;
  export function of(price: Price): number {
    return price.amount * vat;
  }
}

declare module "till" {
  export function ring(): void;
}

export default class Kiosk extends Shop<Sellable> {
  override close(): void {}
}
