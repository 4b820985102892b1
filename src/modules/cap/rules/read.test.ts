import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CapAlert } from '../contract/alert.ts'
import { capMessages } from '../messages.ts'
import { readAlert, writeAlert } from '../rules.ts'
import { anyAlert, exampleAlert } from './alerts.fixture.ts'

const bytes = (text: string) => Buffer.from(text)
const keysOf = (xml: string) => readAlert(bytes(xml)).faults.map((f) => `${f.kind} ${f.key} ${f.at}`)
const plain = writeAlert(exampleAlert())

describe('what is written is read again', () => {
  test('any message', () => {
    fc.assert(
      fc.property(anyAlert, (alert) => {
        const read = readAlert(bytes(writeAlert(alert)))
        expect(read.faults.filter((f) => f.kind === 'schema')).toEqual([])
        expect(CapAlert.parse(read.alert)).toEqual(alert)
      }),
      { numRuns: 300 },
    )
  })
  test('prefixed as well as by default', () => {
    const prefixed = plain.replaceAll(/<(\/?)(?=[a-z])/gi, '<$1cap:').replace('xmlns=', 'xmlns:cap=')
    expect(prefixed).toContain('<cap:info>')
    expect(readAlert(bytes(prefixed)).alert).toEqual(exampleAlert())
  })
})

describe('any bytes are read or refused, and nothing is thrown', () => {
  const pieces = fc.constantFrom(
    ...plain.split(/(?=<)/),
    '<!DOCTYPE a>',
    '&x;',
    '<![CDATA[',
    ']]>',
    '\u0000',
    '<info>',
  )
  const known = new Set(Object.keys(capMessages))
  const judge = (given: Uint8Array) => {
    const { alert, faults } = readAlert(given)
    expect(alert === undefined).toBe(faults.some((f) => f.kind === 'schema'))
    for (const f of faults) expect(f.key.startsWith('xml.') || known.has(`cap.fault.${f.key}`)).toBe(true)
  }
  test('arbitrary bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), judge), { numRuns: 300 })
  })
  test('pieces of a message in any order', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => judge(bytes(parts.join('')))),
      { numRuns: 300 },
    )
  })
  test('a message with one byte changed', () => {
    const whole = bytes(plain)
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
        const changed = Uint8Array.from(whole)
        changed[at] = value
        judge(changed)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the schema', () => {
  const rows: readonly [what: string, change: (xml: string) => string, fault: string][] = [
    ['a missing element', (x) => x.replace(/\s*<scope>.*<\/scope>/, ''), 'schema missing alert'],
    ['an element twice', (x) => x.replace(/(<scope>.*<\/scope>)/, '$1$1'), 'schema twice alert'],
    [
      'elements in another order',
      (x) => x.replace(/(<status>.*<\/status>)\s*(<msgType>.*<\/msgType>)/, '$2$1'),
      'schema order alert',
    ],
    ['an unknown element', (x) => x.replace('<info>', '<extra/><info>'), 'schema unexpected alert'],
    [
      'an element of another namespace',
      (x) => x.replace('<info>', '<info xmlns="urn:x">'),
      'schema unexpected alert',
    ],
    [
      'an element inside a text',
      (x) => x.replace('暴雨</event>', '<b/></event>'),
      'schema unexpected alert/info[1]/event',
    ],
    ['text between elements', (x) => x.replace('<info>', 'x<info>'), 'schema stray-text alert'],
    ['a word outside the list', (x) => x.replace('>Actual<', '>actual<'), 'schema one-of alert/status'],
    ['blanks around a word', (x) => x.replace('>Actual<', '> Actual <'), 'schema one-of alert/status'],
    ['an empty word', (x) => x.replace('>Expected<', '><'), 'schema one-of alert/info[1]/urgency'],
    ['a time with Z', (x) => x.replace('T08:00:00+08:00', 'T08:00:00Z'), 'schema time-1.2 alert/sent'],
    ['a time without offset', (x) => x.replace('T08:00:00+08:00', 'T08:00:00'), 'schema time-1.2 alert/sent'],
    [
      'the comma of the pattern',
      (x) => x.replace('T08:00:00+08:00', 'T08:00:00,08:00'),
      'schema time-1.2 alert/sent',
    ],
    [
      'a day that does not exist',
      (x) => x.replace('2026-07-01T08', '2026-02-30T08'),
      'schema time-1.2 alert/sent',
    ],
    [
      'an offset of 15 hours',
      (x) => x.replace('T08:00:00+08:00', 'T08:00:00+15:00'),
      'schema time-1.2 alert/sent',
    ],
    ['a language that is none', (x) => x.replace('zh-CN', 'zh_CN'), 'schema language alert/info[1]/language'],
    [
      'an altitude that is no number',
      (x) => x.replace('</geocode>', '</geocode><altitude>1e3</altitude>'),
      'schema decimal alert/info[1]/area[1]/altitude',
    ],
    [
      'a resource without its type',
      (x) => x.replace('<area>', '<resource><resourceDesc>a</resourceDesc></resource><area>'),
      'schema missing alert/info[1]/resource[1]',
    ],
    [
      'CAP 1.0',
      (x) => x.replace('urn:oasis:names:tc:emergency:cap:1.2', 'http://www.incident.com/cap/1.0'),
      'schema not-cap ',
    ],
    [
      'an unreadable polygon',
      (x) => x.replace('<geocode>', '<polygon>1,2 3</polygon><geocode>'),
      'rule polygon-form alert/info[1]/area[1]/polygon[1]',
    ],
    [
      'a place beyond the pole',
      (x) => x.replace('<geocode>', '<circle>91,0 1</circle><geocode>'),
      'rule circle-form alert/info[1]/area[1]/circle[1]',
    ],
    [
      'references in another form',
      (x) => x.replace('<info>', '<references>zz-0</references><info>'),
      'rule reference-form alert/references',
    ],
    ['an event without a word', (x) => x.replace('>暴雨<', '> <'), 'rule empty alert/info[1]/event'],
  ]
  test.each(rows)('%s', (_what, change, fault) => {
    const changed = change(plain)
    expect(changed).not.toBe(plain)
    expect(keysOf(changed)).toContain(fault)
  })
  test('what is right has no fault', () => {
    expect(keysOf(plain)).toEqual([])
  })
  test('CAP 1.1 takes any xs:dateTime, and we need its offset', () => {
    const first = plain.replace('cap:1.2', 'cap:1.1')
    const read = readAlert(bytes(first.replace('T08:00:00+08:00', 'T08:00:00.25Z')))
    expect(read).toMatchObject({ version: '1.1', faults: [], alert: { sent: '2026-07-01T08:00:00+00:00' } })
    expect(keysOf(first.replace('T08:00:00+08:00', 'T08:00:00'))).toContain('schema offset alert/sent')
  })
  test('a signature is seen, and not checked', () => {
    const signed = plain.replace(
      '</alert>',
      '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><x/></Signature></alert>',
    )
    expect(readAlert(bytes(signed))).toMatchObject({ isSigned: true, faults: [] })
    expect(keysOf(signed.replace('cap:1.2', 'cap:1.1'))).toContain('schema unexpected alert')
  })
})

describe('attacks', () => {
  const entity = `<?xml version="1.0"?><!DOCTYPE alert [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>${plain.replace(/^.*\n/, '').replace('暴雨橙色预警', '&xxe;')}`
  const rows: readonly [what: string, xml: string | Buffer, key: string][] = [
    ['an external entity', entity, 'xml.document-type'],
    ['an entity that nothing defines', plain.replace('暴雨橙色预警', '&xxe;'), 'xml.entity'],
    ['a depth without end', '<a>'.repeat(10_000), 'xml.too-deep'],
    ['a million elements', `<alert>${'<a/>'.repeat(100_000)}</alert>`, 'xml.too-many'],
    ['a text of megabytes', plain.replace('暴雨橙色预警', 'x'.repeat(2_000_000)), 'xml.too-long'],
    [
      'bytes of another encoding',
      Buffer.concat([bytes('<?xml version="1.0" encoding="UTF-8"?>'), Buffer.from([0xb1, 0xa9])]),
      'xml.encoding',
    ],
    ['an encoding that hides tags', plain.replace('UTF-8', 'UTF-7'), 'xml.encoding-unknown'],
    ['a prefix that nothing declares', '<x:alert/>', 'xml.prefix'],
  ]
  test.each(rows)('%s', (_what, xml, key) => {
    const read = readAlert(typeof xml === 'string' ? bytes(xml) : xml)
    expect(read).toMatchObject({ faults: [{ kind: 'schema', key }] })
    expect(read.alert).toBeUndefined()
  })
})
