var app = exports = module.exports = {};

app.set = function set(name) {
  return this.get(name);
  //          ^ defined: app.js:8
};

app.get = function (name) {
  return name;
};
