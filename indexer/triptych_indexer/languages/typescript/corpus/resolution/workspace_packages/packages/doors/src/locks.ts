export function turn(): void {}
