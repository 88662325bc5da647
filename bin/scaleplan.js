#!/usr/bin/env node
const { run } = require('../dist/scaleplan.cjs');

run(process);
