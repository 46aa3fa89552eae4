export default class Window {
  shut(): void {}
}
