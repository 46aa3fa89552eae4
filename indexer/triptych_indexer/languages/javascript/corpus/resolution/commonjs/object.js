function third() {}

class Fourth {
  run() {}
}

module.exports = { third, Fourth, fifth() {} };
