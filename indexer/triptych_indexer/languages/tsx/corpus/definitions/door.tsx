// Components are functions, classes, or what a function makes of one.
import { memo, useState, type ReactNode } from "react";
// <- import react {memo, useState, ReactNode}

type Props<T> = { title: string; items: T[]; onOpen?: (item: T) => void };
//   ^ type_alias Props<T> = { title: string; items: T[]; onOpen?: (item: T) => void }
//                ^ field Props.title: string
//                               ^ field Props.items: T[]
//                                           ^ field Props.onOpen: (item: T) => void

export function Door<T extends object>({ title, items }: Props<T>): ReactNode {
//              ^ function Door<T: object>({ title, items }: Props<T>) -> ReactNode, exported
  const [open, setOpen] = useState(false);
  const toggle = () => setOpen(!open);
  //    ^ function Door.toggle()
  return <button onClick={() => toggle()}>{title}</button>;
}

export const Window = memo(function Window(props: Props<string>) {
//           ^ variable Window, exported
//                                  ^ function Window.Window(props: Props<string>)
  return <Door {...props} />;
});

const Lock: React.FC<Props<string>> = ({ title }) => <b>{title}</b>;
//    ^ function Lock({ title })

export default class Page extends React.Component<Props<string>> {
//                   ^ class Page, exported
  state = { count: 0 };
  // <- field Page.state

  handle = (event: Event) => {};
  // <- method Page.handle(event: Event)

  render() {
  // <- method Page.render()
    return <Lock title="x" items={[]} />;
  }
}
