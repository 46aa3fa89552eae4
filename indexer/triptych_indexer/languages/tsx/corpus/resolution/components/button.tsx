export function Button(props: { onClick: () => void }) {
  return <button onClick={props.onClick} />;
}

export const Panel = () => <Button onClick={() => {}} />;
//                          ^ defined: button.tsx:1
