exports.first = function () {};

function second() {}

exports.second = second;
