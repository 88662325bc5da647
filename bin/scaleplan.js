#!/usr/bin/env node
const { start } = require('../dist/scaleplan.cjs');

start(process);
