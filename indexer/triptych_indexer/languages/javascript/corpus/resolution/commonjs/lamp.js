module.exports = class Lamp {
  dim() {}
};
