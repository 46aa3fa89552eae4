export function more() {}
export const less = () => {};
