export default class Door {
  knock() {}
}
