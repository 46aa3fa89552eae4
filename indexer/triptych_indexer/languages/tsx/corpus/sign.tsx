import React from "react";
import { Frame } from "./frame";

interface Props {
  text: string;
  onClick?: () => void;
}

/** A sign above the door. */
export const Sign: React.FC<Props> = ({ text, onClick }) => {
  const shout = React.useMemo(() => upper(text), [text]);
  return (
    <Frame wide>
      <ui.Label text={shout} onClick={onClick} />
      <br />
    </Frame>
  );
};

export function Door<T extends object>(props: T): JSX.Element {
  return <Sign {...props} text="Push" />;
}
