import { createHmac } from 'node:crypto'
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt'
import { expect } from 'vitest'
import { doorsOf } from '../../src/modules/devices/index.ts'
import type { Client, TestPlatform } from './platform.ts'

/** What gas and water-level sensors tell: events, each of a device at an instant. */
export const readingsOfSensors = {
  name: '燃气浓度监测',
  kind: 'basic',
  classification: { class: '3', item: '07', subitem: '001', detail: '' },
  abstract: '餐饮场所燃气浓度传感器读数',
  format: '数据库',
  keywords: ['燃气', '物联'],
  share: { type: 'unconditional', condition: '', mode: 'interface' },
  openness: { type: 'conditional', condition: '按镇街汇总' },
  cycle: { every: 1, unit: 'hour', graceHours: 1 },
  owner: { org: 'gxq.market', title: '餐饮监管科科长', account: null },
  steward: { org: 'gxq.market', title: '信息科科员', account: null },
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

export function sensor(id: string, change: object = {}) {
  return {
    id,
    name: `${id} 号燃气探头`,
    kind: '燃气探头',
    place: '50/500107/500107103',
    point: { lon: 106.37, lat: 29.59 },
    intervalSeconds: 60,
    perMinute: 60_000,
    ...change,
  }
}

/** Enters devices; the answer is their keys. */
export async function enterDevices(manager: Client, resource: string, devices: readonly object[]) {
  const made = await manager.post('/devices', { resource, devices })
  expect({ status: made.status, body: made.status === 201 ? '' : made.body }).toEqual({
    status: 201,
    body: '',
  })
  return new Map<string, string>(made.body.devices.map((d: { id: string; key: string }) => [d.id, d.key]))
}

/** A signed request of a device over HTTP. */
export async function postSigned(
  city: TestPlatform,
  device: string,
  key: string,
  body: unknown,
  change: { at?: number; signature?: string; algorithm?: 'sha256' | 'sm3' } = {},
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const timestamp = String(change.at ?? Math.floor(Date.now() / 1000))
  const algorithm = change.algorithm ?? 'sha256'
  const hex = createHmac(algorithm, key).update(`${timestamp}\n${device}\n${text}`).digest('hex')
  const answer = await city.platform.server.inject({
    method: 'POST',
    url: '/devices/v1/readings',
    payload: text,
    headers: {
      'content-type': 'application/json',
      'x-device': device,
      'x-timestamp': timestamp,
      'x-signature': change.signature ?? `${algorithm}=${hex}`,
    },
  })
  return { status: answer.statusCode, body: answer.json() }
}

/** A device at the platform's own broker. */
export function connectDevice(
  city: TestPlatform,
  id: string,
  key: string,
  options: IClientOptions = {},
): Promise<MqttClient> {
  const port = doorsOf(city.platform.kernel).broker?.port
  return connectAsync(`mqtt://127.0.0.1:${port}`, {
    username: id,
    password: key,
    reconnectPeriod: 0,
    ...options,
  })
}

export const topic = (id: string) => `zhizhi/devices/${id}/readings`
