export { default as Door } from "./class.js";
export { Tool as Broom } from "./renamed.js";
export * from "./more.js";
export * as extra from "./more.js";
