export class Bulb {
  burn() {}
}

export class Lamp {
  bulb: Bulb;

  dim() {}
}
