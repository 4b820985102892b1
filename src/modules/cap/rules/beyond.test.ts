import { describe, expect, test } from 'vitest'
import { CapAlert, type LatLon } from '../contract/alert.ts'
import { capMessages } from '../messages.ts'
import {
  alertRules,
  areaRules,
  faultsBeyond,
  infoRules,
  marked,
  obstaclesTo,
  ownRules,
  readAlert,
  resourceRules,
  writeAlert,
} from '../rules.ts'
import { exampleAlert } from './alerts.fixture.ts'

const now = Date.parse('2026-07-01T00:30:00Z')
const reference = { sender: 'warning@example.org', identifier: 'zz-0', sent: '2026-07-01T07:00:00+08:00' }
const square: LatLon[] = [
  [29, 106],
  [29, 107],
  [30, 107],
  [30, 106],
  [29, 106],
]
const bow: LatLon[] = [
  [29, 106],
  [30, 107],
  [29, 107],
  [30, 106],
  [29, 106],
]
const [info] = exampleAlert().info
const inEnglish = { ...info, language: 'en-US' }
const resource = (change: object) => ({ resource: [{ resourceDesc: 'a', mimeType: 'image/png', ...change }] })

/** Alert, info and area changes that break one rule, and where. */
const broken: readonly [key: string, at: string, alert: object, info?: object, area?: object][] = [
  ['identifier-form', 'alert', { identifier: 'a b' }],
  ['sender-form', 'alert', { sender: 'a,b' }],
  ['restriction-scope', 'alert', { restriction: '内部' }],
  ['restriction-missing', 'alert', { scope: 'Restricted' }],
  ['addresses-missing', 'alert', { scope: 'Private' }],
  ['references-missing', 'alert', { msgType: 'Update' }],
  ['references-missing', 'alert', { msgType: 'Cancel' }],
  ['references-missing', 'alert', { msgType: 'Ack' }],
  ['references-missing', 'alert', { msgType: 'Error', note: '无法识别' }],
  ['reference-self', 'alert', { references: [{ ...reference, identifier: 'zz-1' }] }],
  ['reference-later', 'alert', { references: [{ ...reference, sent: '2026-07-01T08:00:01+08:00' }] }],
  ['reference-later', 'alert', { references: [{ ...reference, sent: '2026-07-01T07:59:59+07:00' }] }],
  ['same-text', 'alert', { info: [info, inEnglish] }],
  ['note-missing', 'alert', { msgType: 'Error', references: [reference] }],
  ['exercise-note', 'alert', { status: 'Exercise' }],
  ['info-missing', 'alert', { info: [] }],
  ['expires-before', 'alert/info[1]', {}, { expires: '2026-07-01T08:00:00+08:00' }],
  ['expires-before', 'alert/info[1]', {}, { effective: '2026-07-02T08:00:00+08:00' }],
  ['html', 'alert/info[1]', {}, { description: '大雨<br />请注意' }],
  ['html', 'alert/info[1]', {}, { instruction: '雨 &amp; 雷' }],
  ['web-form', 'alert/info[1]', {}, { web: 'www.example.org' }],
  ['expires-missing', 'alert/info[1]', {}, { expires: undefined }],
  ['onset-late', 'alert/info[1]', {}, { onset: '2026-07-02T08:00:00+08:00' }],
  ['area-missing', 'alert/info[1]', {}, { area: [] }],
  ['headline-long', 'alert/info[1]', {}, { headline: '雨'.repeat(161) }],
  ['mime-form', 'alert/info[1]/resource[1]', {}, resource({ mimeType: 'png' })],
  ['digest-form', 'alert/info[1]/resource[1]', {}, resource({ digest: 'abc' })],
  ['uri-form', 'alert/info[1]/resource[1]', {}, resource({ uri: 'map.png' })],
  ['deref-form', 'alert/info[1]/resource[1]', {}, resource({ derefUri: '图' })],
  ['polygon-open', 'alert/info[1]/area[1]', {}, {}, { polygon: [square.slice(0, 4)] }],
  ['polygon-open', 'alert/info[1]/area[1]', {}, {}, { polygon: [[square[0], square[1], square[0]]] }],
  ['polygon-crossing', 'alert/info[1]/area[1]', {}, {}, { polygon: [square, bow] }],
  ['ceiling-alone', 'alert/info[1]/area[1]', {}, {}, { ceiling: 100 }],
  ['ceiling-below', 'alert/info[1]/area[1]', {}, {}, { ceiling: 100, altitude: 200 }],
  ['area-open', 'alert/info[1]/area[1]', {}, {}, { geocode: [] }],
]

/** The example with parts that its own contract would not let pass. */
function changed(alert: object, one: object = {}, area: object = {}) {
  const start = exampleAlert({}, {}, {})
  const first = { ...start.info[0], area: start.info[0]?.area.map((a) => ({ ...a, ...area })), ...one }
  return { ...start, info: [first], ...alert } as CapAlert
}

describe('the rules beyond the schema', () => {
  test.each(broken)('%s at %s', (key, at, alert, one, area) => {
    expect(faultsBeyond(changed(alert, one, area)).map((f) => `${f.key} ${f.at}`)).toContain(`${key} ${at}`)
  })

  /** The same subjects, just within the rule. */
  const kept: readonly [what: string, alert: object, info?: object, area?: object][] = [
    ['a plain message', {}],
    ['a restriction where it belongs', { scope: 'Restricted', restriction: '内部' }],
    ['addresses in public', { addresses: ['a b'] }],
    ['an update with its reference', { msgType: 'Update', references: [reference] }],
    ['a reference of the same second', { references: [{ ...reference, sent: '2026-07-01T08:00:00+08:00' }] }],
    [
      'a reference that looks later in another zone',
      { references: [{ ...reference, sent: '2026-07-01T08:30:00+09:00' }] },
    ],
    ['two parts of one language', { info: [info, info] }],
    ['a smaller-than that is no tag', {}, { description: '气压 < 900，风速 > 20' }],
    ['an ampersand', {}, { description: '雨 & 雷' }],
    ['a closed polygon', {}, {}, { polygon: [square] }],
    ['a ceiling above its altitude', {}, {}, { ceiling: 200, altitude: 100 }],
    ['a name for content that is inside', {}, resource({ uri: 'map.png', derefUri: 'aGVsbG8=' })],
  ]
  test.each(kept)('%s passes', (_what, alert, one, area) => {
    expect(faultsBeyond(changed(alert, one, area))).toEqual([])
  })

  test('every rule has a row and a sentence', () => {
    const keys = [alertRules, infoRules, resourceRules, areaRules].flatMap((rules) => rules.map((r) => r.key))
    const sentences = [...keys, ...ownRules.map((r) => r.key)].map((k) => `cap.fault.${k}`)
    expect(Object.keys(capMessages)).toEqual(expect.arrayContaining(sentences))
    const rows = new Set(broken.map(([key]) => key))
    // A negative size is caught by our contract; the XSD's integer lets it pass.
    expect(keys.filter((k) => !rows.has(k))).toEqual(['size-form'])
  })

  test('an empty references element counts as none', () => {
    const xml = writeAlert(exampleAlert({ msgType: 'Update' })).replace('<info>', '<references/><info>')
    const { alert, faults } = readAlert(Buffer.from(xml))
    expect(faults).toEqual([])
    expect(faultsBeyond(CapAlert.parse(alert)).map((f) => f.key)).toEqual(['references-missing'])
  })

  test('a size below nothing is named', () => {
    const xml = writeAlert(exampleAlert({}, resource({ size: 5 }))).replace('<size>5', '<size>-5')
    const { alert } = readAlert(Buffer.from(xml))
    expect(alert && faultsBeyond(alert).map((f) => f.key)).toEqual(['size-form'])
  })
})

describe('what we publish', () => {
  const rows: readonly [key: string, alert: object, info?: object][] = [
    ['own-status', { status: 'Draft' }],
    ['own-status', { status: 'System' }],
    ['own-info', { info: [] }],
    ['own-chinese', {}, { language: 'en-US' }],
    ['own-event', {}, { event: '' }],
    ['own-event', { status: 'Exercise' }, { event: '' }],
    ['own-headline', {}, { headline: undefined }],
    ['own-instruction', {}, { instruction: undefined }],
    ['own-expires', {}, { expires: undefined }],
    ['own-expires', {}, { expires: '2026-07-01T08:30:00+08:00' }],
    ['own-place', {}, { area: [] }],
    [
      'own-place',
      {},
      {
        area: [
          { areaDesc: '河边', polygon: [], circle: [], geocode: [{ valueName: 'SAME', value: '500107' }] },
        ],
      },
    ],
  ]
  test.each(rows)('%s', (key, alert, one) => {
    expect(obstaclesTo(marked(changed(alert, one)), now).map((f) => f.key)).toContain(key)
  })
  test('a plain message may go, a cancellation without parts as well', () => {
    expect(obstaclesTo(exampleAlert(), now)).toEqual([])
    const cancel = exampleAlert({ msgType: 'Cancel', references: [reference], info: [] })
    expect(obstaclesTo(cancel, now)).toEqual([])
  })
  test('advice keeps nothing back, a broken rule does', () => {
    expect(obstaclesTo(exampleAlert({}, { headline: '雨'.repeat(161) }), now)).toEqual([])
    expect(obstaclesTo(exampleAlert({}, { web: 'x' }), now).map((f) => f.key)).toEqual(['web-form'])
  })
})

describe('what is no real warning says so', () => {
  test.each([
    ['Exercise', '【演练】', '[EXERCISE] '],
    ['Test', '【测试】', '[TEST] '],
  ])('%s', (status, zh, en) => {
    const english = {
      ...inEnglish,
      event: 'Rain',
      headline: 'Rain',
      description: 'Rain.',
      instruction: 'Stay.',
    }
    const alert = marked(exampleAlert({ status, info: [info, english] }))
    expect(alert.info.map((i) => [i.event, i.headline, i.description, i.instruction])).toEqual([
      [`${zh}暴雨`, `${zh}暴雨橙色预警`, `${zh}预计未来 6 小时有暴雨。`, `${zh}请远离河道。`],
      [`${en}Rain`, `${en}Rain`, `${en}Rain.`, `${en}Stay.`],
    ])
    expect(alert.note).toBe(zh)
    expect(marked(alert)).toEqual(alert)
  })
  test('Actual stays as it is', () => {
    expect(marked(exampleAlert())).toEqual(exampleAlert())
  })
})
