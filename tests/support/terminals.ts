import { connect, type Socket } from 'node:net'
import { expect } from 'vitest'
import { doorsOf } from '../../src/modules/devices/index.ts'
import {
  createFramer,
  frameOf,
  messageIds,
  readMessageOf,
  type TerminalMessage,
  type Version,
} from '../../src/modules/devices/rules/jt808.ts'
import type { TestPlatform } from './platform.ts'

/** Where trucks were: events, each of a truck at an instant, the point a personal value as in the spoil package. */
export const positionsOfTrucks = {
  name: '渣土车定位（JT/T 808）',
  kind: 'department',
  classification: { class: '3', item: '08', subitem: '001', detail: '' },
  abstract: '车载终端上报的位置',
  format: '数据库',
  keywords: ['工程渣土'],
  share: { type: 'conditional', condition: '用于建筑垃圾处置监管', mode: 'interface' },
  openness: { type: 'conditional', condition: '汇总后开放' },
  cycle: { every: 1, unit: 'day', graceHours: 24 },
  owner: { org: 'gxq.market', title: '餐饮监管科科长', account: null },
  steward: { org: 'gxq.market', title: '信息科科员', account: null },
  shape: 'events',
  items: [
    { name: 'vehicle', title: '车辆编号', type: 'text', required: true, pattern: 'V\\d{3,5}' },
    { name: 'at', title: '定位时间', type: 'time', required: true },
    { name: 'point', title: '定位点', type: 'point', required: true, personal: 'location-track' },
    { name: 'speed', title: '速度', type: 'decimal', required: true, least: '0', most: '200' },
    { name: 'mileage', title: '里程', type: 'decimal' },
    { name: 'place', title: '镇街', type: 'place' },
  ],
  rules: [],
  scope: { places: [], placeItem: 'place', timeItem: 'at', from: null },
}

export function truck(id: string, number: string, vehicle: string, change: object = {}) {
  return {
    id,
    name: `${id} 车载终端`,
    kind: '车载终端',
    place: '50/500107/500107103',
    intervalSeconds: 60,
    perMinute: 6000,
    terminal: { number },
    fixed: { vehicle },
    ...change,
  }
}

const word = (n: number) => [(n >> 8) & 0xff, n & 0xff]
const double = (n: number) => [...word(n >>> 16), ...word(n & 0xffff)]

/** Body of a position (0x0200); `at` in UTC+8 as the standard counts. */
export function positionBody(
  at: Date,
  change: { lon?: number; lat?: number; speed?: number; status?: number } = {},
) {
  const { lon = 106.37, lat = 29.59, speed = 36.5, status = 3 } = change
  const digits = new Date(at.getTime() + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(2, 14)
  return Uint8Array.from([
    ...double(0),
    ...double(status),
    ...double(Math.round(lat * 1e6)),
    ...double(Math.round(lon * 1e6)),
    ...word(268),
    ...word(Math.round(speed * 10)),
    ...word(90),
    ...Buffer.from(digits, 'hex'),
    ...[0x01, 4, ...double(12_345)],
  ])
}

/** Body of several positions (0x0704). */
export function positionsBody(positions: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from([
    ...word(positions.length),
    1,
    ...positions.flatMap((p) => [...word(p.length), ...p]),
  ])
}

/** Body of a registration (0x0100) of a terminal whose own number is `own`; its plate, ASCII here, is yellow. */
export function registrationBody(version: Version, own: string, plate = 'A12345'): Uint8Array {
  const [maker, model, id] = version === 2013 ? [5, 20, 7] : [11, 30, 30]
  const text = (of: string, length: number) => Buffer.from(of.padEnd(length, '\0'))
  const self = [text('MAKER', maker), text('MODEL', model), text(own, id)]
  return Uint8Array.from([...word(50), ...word(107), ...Buffer.concat(self), 2, ...Buffer.from(plate)])
}

/** Body of a proof (0x0102). */
export function proofBody(version: Version, code: string): Uint8Array {
  const text = Buffer.from(code)
  return Uint8Array.from(version === 2013 ? text : [text.length, ...text, ...new Uint8Array(35)])
}

/** A terminal on a real socket. */
export interface TestTerminal {
  readonly socket: Socket
  /** Sends a message; the answer is its serial number. */
  send(id: number, body?: Uint8Array, part?: TerminalMessage['part']): number
  /** The answer to the message of that serial number, once it is there. */
  answer(serial: number): Promise<{ id: number; result: number; code: string }>
  /** Serial numbers that were answered. */
  answered(): number[]
  isClosed(): boolean
}

export async function dialAsTerminal(
  city: TestPlatform,
  number: string,
  version: Version = 2013,
  firstSerial = 0,
): Promise<TestTerminal> {
  const socket = connect(doorsOf(city.platform.kernel).terminals?.port ?? 0, '127.0.0.1')
  const framer = createFramer()
  const answers = new Map<number, { id: number; result: number; code: string }>()
  let serial = firstSerial
  let isClosed = false
  socket.on('error', () => {})
  socket.on('close', () => {
    isClosed = true
  })
  socket.on('data', (chunk) => {
    for (const frame of framer.push(chunk).frames) {
      const message = readMessageOf(frame)
      if (message === undefined) throw new Error('the platform sent what is no message')
      const { id, body } = message
      expect(message.version).toBe(version)
      const isGeneral = id === messageIds.answer
      answers.set((body[0] ?? 0) * 256 + (body[1] ?? 0), {
        id,
        result: body[isGeneral ? 4 : 2] ?? -1,
        code: isGeneral ? '' : Buffer.from(body.subarray(3)).toString(),
      })
    }
  })
  await new Promise<void>((done) => socket.once('connect', done))
  return {
    socket,
    send(id, body = new Uint8Array(0), part = null) {
      const mine = serial++
      socket.write(frameOf({ id, version, terminal: number, serial: mine, part, body }))
      return mine
    },
    async answer(of) {
      await expect.poll(() => answers.has(of)).toBe(true)
      return answers.get(of) ?? { id: 0, result: -1, code: '' }
    },
    answered: () => [...answers.keys()],
    isClosed: () => isClosed,
  }
}
