export class Door {
  open(): void {}
}
