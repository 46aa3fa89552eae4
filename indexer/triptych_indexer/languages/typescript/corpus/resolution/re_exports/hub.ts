export * from "./doors";
export { turn, Key } from "./doors/locks";

export default function everything(): void {}
