export * from "./door";
export { Door as Gate } from "./door";
export { default as Window } from "./window";
export * as locks from "./locks";
