function sing() {}

export default { sing };
