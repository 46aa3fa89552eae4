// An element calls its component.
import { Button, Panel } from "./button";
import * as parts from "./button";

function handle() {}

export function Page() {
  return (
    <div>
      <Button onClick={handle} />
    {/*^ defined: button.tsx:1 */}
    </div>
  );
}

export class App {
  render() {
    const page = <Page />;
    //            ^ defined: use.tsx:7
    return <parts.Panel />;
    //            ^ defined: button.tsx:5
  }
}
