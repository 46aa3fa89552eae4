function wash() {}

export default wash;
