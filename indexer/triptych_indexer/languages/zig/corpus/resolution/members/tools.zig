pub fn mend() void {}
