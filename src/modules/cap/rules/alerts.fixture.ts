import fc from 'fast-check'
import {
  alertScopes,
  alertStatuses,
  CapAlert,
  categories,
  certainties,
  messageTypes,
  responseTypes,
  severities,
  urgencies,
} from '../contract/alert.ts'

/** A plain message of ours; `change` says what differs. */
export function exampleAlert(change: object = {}, info: object = {}, area: object = {}): CapAlert {
  return CapAlert.parse({
    identifier: 'zz-1',
    sender: 'warning@example.org',
    sent: '2026-07-01T08:00:00+08:00',
    status: 'Actual',
    msgType: 'Alert',
    scope: 'Public',
    info: [
      {
        language: 'zh-CN',
        category: ['Met'],
        event: '暴雨',
        responseType: ['Prepare'],
        urgency: 'Expected',
        severity: 'Severe',
        certainty: 'Likely',
        expires: '2026-07-01T20:00:00+08:00',
        headline: '暴雨橙色预警',
        description: '预计未来 6 小时有暴雨。',
        instruction: '请远离河道。',
        area: [{ areaDesc: '九龙坡区', geocode: [{ valueName: 'GB/T 2260', value: '500107' }], ...area }],
        ...info,
      },
    ],
    ...change,
  })
}

const words = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .map((t) =>
    t
      .toWellFormed()
      .replace(/\p{Cc}|[\ufffe\uffff]/gu, ' ')
      .trim(),
  )
  .filter((t) => t !== '')
const name = fc.stringMatching(/^[\w.:@-]{1,30}$/)
const pad = (n: number) => String(n).padStart(2, '0')
const time = fc
  .record({
    at: fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
    sign: fc.constantFrom('+', '-'),
    offset: fc.integer({ min: 0, max: 14 * 4 }),
  })
  .map(({ at, sign, offset }) => {
    const zone = `${sign}${pad(Math.floor(offset / 4))}:${pad((offset % 4) * 15)}`
    return `${at.toISOString().slice(0, 19)}${zone}`
  })
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const list = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 3 })
const some = <T>(of: readonly T[]) => fc.constantFrom(...of)
const pairs = list(fc.record({ valueName: words, value: fc.oneof(words, fc.constant('')) }))
const number = (most: number) => fc.integer({ min: -most * 1e4, max: most * 1e4 }).map((n) => (n + 0) / 1e4)
const point = fc.tuple(number(90), number(180))
const word = words.map((w) => w.replaceAll('"', '“'))

const area = fc.record({
  areaDesc: words,
  polygon: list(fc.array(point, { minLength: 1, maxLength: 6 })),
  circle: list(fc.record({ centre: point, radiusKm: number(9).map(Math.abs) })),
  geocode: pairs,
  altitude: optional(number(9000)),
  ceiling: optional(number(9000)),
})
const resource = fc.record({
  resourceDesc: words,
  mimeType: words,
  size: optional(fc.nat()),
  uri: optional(words),
  derefUri: optional(words),
  digest: optional(words),
})
const info = fc.record({
  language: some(['zh-CN', 'en-US', 'fr']),
  category: fc.array(some(categories), { minLength: 1, maxLength: 3 }),
  event: words,
  responseType: list(some(responseTypes)),
  urgency: some(urgencies),
  severity: some(severities),
  certainty: some(certainties),
  audience: optional(words),
  eventCode: pairs,
  effective: optional(time),
  onset: optional(time),
  expires: optional(time),
  senderName: optional(words),
  headline: optional(words),
  description: optional(words),
  instruction: optional(words),
  web: optional(words),
  contact: optional(words),
  parameter: pairs,
  resource: list(resource),
  area: list(area),
})

/** Any message that the contract takes, absurd ones included. */
export const anyAlert: fc.Arbitrary<CapAlert> = fc
  .record({
    identifier: name,
    sender: name,
    sent: time,
    status: some(alertStatuses),
    msgType: some(messageTypes),
    source: optional(words),
    scope: some(alertScopes),
    restriction: optional(words),
    addresses: list(word),
    code: list(words),
    note: optional(words),
    references: list(fc.record({ sender: name, identifier: name, sent: time })),
    incidents: list(word),
    info: list(info),
  })
  // Absent and `undefined` are one to the contract.
  .map((alert) => CapAlert.parse(JSON.parse(JSON.stringify(alert))))
