export { noteRefused, noteSilent, noteThrottled, storeReadings } from './actions/readings.ts'
export {
  changeDevice,
  createDevices,
  enableDevice,
  enterCertificate,
  removeCertificate,
  rotateKey,
} from './actions/register.ts'
export { noteTerminalRefused, registerTerminal } from './actions/terminals.ts'
