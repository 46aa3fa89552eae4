export class Door {
  open(): void {}
}

export function open(): void {}
