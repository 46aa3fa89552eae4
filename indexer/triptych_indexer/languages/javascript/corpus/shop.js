// @ts-check
import path from "node:path";
import { open as openFile, close } from "./files.js";
import * as ledger from "../ledger";
import "./polyfill";
export { Money, Money as Cash } from "./money.js";
export * from "./taxes.js";
export * as rules from "./rules.js";
const fs = require("fs");
const { join, sep: separator } = require("path");

/** The most that fits on a shelf. */
export const MAX_ITEMS = 40;
let opened = false;

/**
 * A shop with a till.
 */
export class Shop extends Base.Building {
  static count = 0;
  #till = new Till();
  greet = async (name) => `Hello, ${name}`;

  constructor(owner, { size = 3 } = {}) {
    super(owner);
    this.owner = owner;
  }

  get total() {
    return this.#till.sum();
  }

  static async load(file, ...more) {
    const text = await readAll(file);
    if (!text || more.length > 2) throw new RangeError("empty");
    return new Shop(text);
  }

  *items() {
    yield* this.shelf.items();
  }
}

/** Adds up what was bought. */
export default function checkout(items, tax = 0.2) {
  return items.map((item) => price(item)).reduce(add, 0) * tax;
}

export const discount = (amount) => (amount > 10 ? amount * 0.9 : amount);

const handlers = {
  onOpen() {
    opened = true;
  },
  onClose: function () {
    handlers.onOpen();
  },
  onIdle: () => later(() => import("./idle.js")),
};

Shop.prototype.lock = function lock(key) {
  return key.turn();
};
Shop.create = () => new Shop();
exports.helper = function () {};
module.exports.Door = class extends Shop {};

function* numbers() {}

function Sign({ text }) {
  return <Frame wide><ui.Label text={text} /><br /></Frame>;
}
