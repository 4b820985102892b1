import { Refusal } from '#kernel/action/define'
import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { readTable, refuseUnreadable } from '#kernel/tabular'
import { CreatedDevices, DevicePage, DeviceView, RotatedKey, Taken } from './contract.ts'
import { postReadings } from './door.ts'
import { doorsOf } from './doors.ts'
import type { DeviceActions } from './index.ts'
import { getDeviceQuery, listDevicesQuery } from './queries.ts'
import { devicesOfTable } from './rules.ts'

const tag = 'devices'

export function deviceRoutes(actions: DeviceActions): readonly Route[] {
  return [
    queryRoute('/devices', listDevicesQuery, {
      tag,
      summary: 'Devices and how they are',
      response: DevicePage,
    }),
    queryRoute('/devices/:id', getDeviceQuery, {
      tag,
      summary: 'One device with its last readings and errors; never its key',
      response: DeviceView,
    }),
    actionRoute('/devices', actions.create, {
      tag,
      summary: 'Enter devices; their keys are answered this once',
      status: 201,
      response: CreatedDevices,
      bodyLimit: 1024 * 1024,
    }),
    importRoute(actions),
    actionRoute('/devices/:id/change', actions.change, { tag, summary: 'Change a device’s entry' }),
    actionRoute('/devices/:id/enable', actions.enable, { tag, summary: 'Switch a device on or off' }),
    actionRoute('/devices/:id/rotate-key', actions.rotate, {
      tag,
      summary: 'Give a device another key, answered this once',
      response: RotatedKey,
    }),
    actionRoute('/devices/:id/certificate', actions.enterCertificate, {
      tag,
      summary: 'Enter the certificate by which a device may prove itself at the broker',
    }),
    actionRoute('/devices/:id/remove-certificate', actions.removeCertificate, {
      tag,
      summary: 'Remove it: who came by it is turned away at once',
    }),
    {
      method: 'POST',
      path: '/devices/v1/readings',
      standsAlone: true,
      takesBytes: true,
      tag,
      summary: 'Readings of a device, signed by its key; answered when they are stored',
      response: Taken,
      run: (kernel, r) => postReadings(kernel, doorsOf(kernel), r),
    },
  ]
}

function importRoute(actions: DeviceActions): Route {
  return {
    method: 'POST',
    path: '/devices/import',
    tag,
    summary: 'Enter the devices of a table (CSV, XLSX, JSON), all or none',
    status: 201,
    response: CreatedDevices,
    async run(kernel, r) {
      const { file, fields } = await r.upload()
      const rows = await refuseUnreadable(() => Array.fromAsync(readTable(file.content, file.filename)))
      const { devices, faults } = devicesOfTable(rows)
      if (faults.length > 0)
        throw new Refusal('invalid', 'devices.bad-table', { line: faults[0]?.line ?? 0, faults })
      return kernel.execute(actions.create, {
        actor: r.actor,
        input: { resource: fields.get('resource'), devices },
        trace: r.trace,
      })
    },
  }
}
