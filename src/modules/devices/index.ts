import { fileURLToPath } from 'node:url'
import { defineModule, type Module } from '#kernel/module'
import type { MasterKey } from '#kernel/vault'
import {
  changeDevice,
  createDevices,
  enableDevice,
  enterCertificate,
  noteRefused,
  noteSilent,
  noteTerminalRefused,
  noteThrottled,
  registerTerminal,
  removeCertificate,
  rotateKey,
  storeReadings,
} from './actions.ts'
import { demoDevices } from './demo.ts'
import { openDoors } from './doors.ts'
import { deviceJobs } from './jobs.ts'
import { deviceMessages } from './messages.ts'
import { getDeviceQuery, listDevicesQuery } from './queries.ts'
import { deviceRoutes } from './routes.ts'

function deviceActions(key: () => MasterKey) {
  return {
    create: createDevices(key),
    change: changeDevice,
    enable: enableDevice,
    rotate: rotateKey(key),
    enterCertificate,
    removeCertificate,
    store: storeReadings,
    noteSilent,
    noteThrottled,
    noteRefused,
    registerTerminal,
    noteTerminalRefused,
  }
}
export type DeviceActions = ReturnType<typeof deviceActions>

/** Smart terminals: the register, and the doors by which readings come. */
export function createDevicesModule(parts: { key: () => MasterKey }): Module {
  const actions = deviceActions(parts.key)
  return defineModule({
    name: 'devices',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    actions: Object.values(actions),
    queries: [listDevicesQuery, getDeviceQuery],
    routes: deviceRoutes(actions),
    jobs: deviceJobs,
    messages: deviceMessages,
    start: openDoors,
    demo: (kernel) => demoDevices(kernel, actions),
  })
}

export { doorsOf } from './doors.ts'
export { nameDevices } from './store.ts'
