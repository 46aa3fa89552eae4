#[macro_export]
macro_rules! knock {
    () => {};
}

// Not for others: a function of the same name elsewhere is not it.
macro_rules! ready {
    () => {};
}
