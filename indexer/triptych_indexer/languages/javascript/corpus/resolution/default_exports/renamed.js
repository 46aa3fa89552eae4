function paint() {}
class Brush {
  dip() {}
}

export { paint as default, Brush as Tool };
