export function turn(): void {}

export class Key {
  cut(): void {}
}
