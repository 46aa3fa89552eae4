pub fn mend() {}
