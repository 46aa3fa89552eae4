module.exports = function one() {};
