import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { createResource, publishResource } from '#modules/catalogue'
import { doorsOf } from './doors.ts'
import type { DeviceActions } from './index.ts'
import { listDevicesQuery } from './queries.ts'

const actor = systemActor('demo')
const provider = 'gxq.market'
const minute = 60_000

const places = [
  ['模拟 1 号燃气探头', '50/500107/500107103', 106.372, 29.593],
  ['模拟 2 号燃气探头', '50/500107/500107103', 106.381, 29.601],
  ['模拟 3 号燃气探头', '50/500107/500107104', 106.345, 29.553],
  ['模拟 4 号燃气探头', '50/500107/500107104', 106.352, 29.561],
] as const

/** A few simulated gas sensors, each with ten readings; the fourth has said nothing yet. */
export async function demoDevices(kernel: Kernel, actions: DeviceActions): Promise<void> {
  const { total } = await kernel.ask(listDevicesQuery, { actor, input: {} })
  if (total > 0) return
  const made = await kernel.execute(createResource, { actor, input: { provider, content } })
  await kernel.execute(publishResource, {
    actor,
    input: { id: made.id, revision: made.revision, note: '演示数据' },
  })
  const devices = places.map(([name, place, lon, lat], n) => ({
    id: `sim-gas-${n + 1}`,
    name,
    kind: '燃气探头（模拟）',
    place,
    point: { lon, lat },
    // Nobody simulates on: after three days without a reading they show as silent, as they are.
    intervalSeconds: 86_400,
  }))
  await kernel.execute(actions.create, { actor, input: { resource: made.id, devices } })
  const { registry, intake } = doorsOf(kernel)
  const now = kernel.clock.now().getTime()
  for (const [n, { id }] of devices.slice(0, -1).entries()) {
    const device = await registry.find(id)
    const readings = Array.from({ length: 10 }, (_, i) => ({
      at: new Date(now - (10 - i) * 5 * minute).toISOString(),
      values: { ppm: 8 + n * 3 + (i % 4) },
    }))
    if (device !== undefined) await intake.take(device, JSON.stringify(readings))
  }
}

const content = {
  name: '燃气浓度监测（模拟）',
  kind: 'basic',
  classification: { class: '3', item: '07', subitem: '001', detail: '' },
  abstract: '演示用的模拟数据：餐饮场所燃气浓度传感器读数',
  format: '数据库',
  keywords: ['模拟', '燃气', '物联'],
  share: { type: 'conditional', condition: '用于演示', mode: 'interface' },
  openness: { type: 'conditional', condition: '用于演示' },
  cycle: { every: 1, unit: 'day', graceHours: 24 },
  owner: { org: provider, title: '餐饮监管科科长', account: null },
  steward: { org: provider, title: '信息科科员', account: null },
  shape: 'events',
  items: [
    { name: 'device', title: '设备编号', type: 'text', required: true },
    { name: 'at', title: '时间', type: 'time', required: true },
    { name: 'place', title: '镇街', type: 'place', required: true },
    { name: 'position', title: '位置', type: 'point' },
    { name: 'ppm', title: '浓度（ppm）', type: 'decimal', required: true, least: '0', most: '10000' },
  ],
  rules: [],
  scope: { places: [], placeItem: 'place', timeItem: 'at', from: null },
}
