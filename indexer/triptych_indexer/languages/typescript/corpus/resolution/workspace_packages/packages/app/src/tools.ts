export function mend(): void {}
