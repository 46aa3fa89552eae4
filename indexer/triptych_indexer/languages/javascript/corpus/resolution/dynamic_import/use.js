// What `import()` promises is the module.
async function enter() {
  const door = await import("./door.js");
  //                         ^ defined: door.js
  const { open } = await import("./door.js");
  open();
  // <- defined: door.js:1
  door.open();
  //   ^ defined: door.js:1
}
