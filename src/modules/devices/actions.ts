export { noteSilent, noteThrottled, storeReadings } from './actions/readings.ts'
export { changeDevice, createDevices, enableDevice, rotateKey } from './actions/register.ts'
