// Members given to a prototype belong to what the constructor makes.
function Shop(name) {
  this.name = name;
  this.till = new Till();
}

function Till() {}

Till.prototype.count = function () {};

Shop.prototype.open = function open() {
  this.light();
  //   ^ defined: 19
  this.till.count();
  //        ^ defined: 9
};

Shop.prototype = Shop.prototype || {};
Shop.prototype.light = function () {};

Shop.create = function () {
  return new Shop("x");
};

var shop = new Shop("corner");
shop.open();
//   ^ defined: 11
Shop.create().light();
//            ^ defined: 19
