export { type CommonFlags, machineOf, type RunDefaults, readSetting } from '../request/setting';
