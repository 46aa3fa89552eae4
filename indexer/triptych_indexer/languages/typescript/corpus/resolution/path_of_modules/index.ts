export { Lamp } from "./lamp.js";
export type { Bulb } from "./lamp.js";
