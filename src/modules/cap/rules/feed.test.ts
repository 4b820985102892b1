import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concerns, divisionsOf, readFeed, waitMinutes, writeAlert, writeAtom, writeRss } from '../rules.ts'
import { anyAlert, exampleAlert } from './alerts.fixture.ts'

const bytes = (text: string) => Buffer.from(text)
const base = 'https://feed.example/a/index.xml'
const head = {
  title: '预警',
  self: 'https://city.example/cap/feed.atom',
  home: 'https://city.example/',
  author: '智治',
  updated: '2026-07-01T08:00:00+08:00',
}
const entriesOf = (xml: string) => {
  const feed = readFeed(bytes(xml), base)
  return feed.kind === 'feed' ? feed.entries : feed.kind
}

describe('feeds', () => {
  test('an Atom feed of ours gives its messages back', () => {
    fc.assert(
      fc.property(fc.array(anyAlert, { maxLength: 3 }), (alerts) => {
        const shown = alerts.map((alert, i) => ({ alert, url: `https://city.example/cap/alerts/${i}.xml` }))
        const entries = entriesOf(writeAtom(head, shown))
        expect(entries).toMatchObject(shown.map(({ alert, url }) => ({ key: url, url, inside: { alert } })))
      }),
      { numRuns: 30 },
    )
  })
  test('an RSS feed of ours leads to its messages', () => {
    const shown = [{ alert: exampleAlert(), url: 'https://city.example/cap/alerts/zz-1.xml' }]
    expect(entriesOf(writeRss(head, shown))).toMatchObject([
      {
        key: shown[0]?.url,
        url: shown[0]?.url,
        title: '暴雨橙色预警',
        mark: 'Wed, 01 Jul 2026 00:00:00 GMT',
      },
    ])
  })
  test('a message instead of a feed is seen', () => {
    expect(entriesOf(writeAlert(exampleAlert()))).toBe('alert')
  })
  test('the link that says CAP is taken, relative ones are completed, others are not followed', () => {
    const feed = (links: string) =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>${links}</entry></feed>`
    const urlOf = (links: string) => {
      const entries = entriesOf(feed(links))
      return typeof entries === 'string' ? entries : entries[0]?.url
    }
    const html = '<link rel="alternate" type="text/html" href="https://x.example/page"/>'
    expect(urlOf(`${html}<link type="application/cap+xml" href="b.xml"/>`)).toBe(
      'https://feed.example/a/b.xml',
    )
    expect(urlOf(html)).toBeNull()
    expect(urlOf('<link href="file:///etc/passwd"/>')).toBeNull()
    expect(urlOf('<link href="https://user:pass@x.example/"/>')).toBeNull()
  })
  test.each([
    ['a web page', '<html><body/></html>', 'no-feed'],
    ['an entity attack', '<!DOCTYPE feed [<!ENTITY a "b">]><feed/>', 'xml.document-type'],
    ['half a feed', '<feed xmlns="http://www.w3.org/2005/Atom"><entry>', 'xml.not-closed'],
  ])('%s is no feed', (_what, xml, key) => {
    expect(readFeed(bytes(xml), base)).toMatchObject({ kind: 'unreadable', fault: { key } })
  })
  test('any bytes are read or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (given) => {
        expect(readFeed(given, base).kind).toBe('unreadable')
      }),
    )
  })
})

describe('areas', () => {
  const codes = (...geocode: { valueName: string; value: string }[]) =>
    divisionsOf(exampleAlert({}, {}, { geocode }))
  test.each([
    ['500107', '500107'],
    ['500107000000', '500107'],
    ['500107103000', '500107103'],
    ['500107103001', '500107103001'],
    ['500000000000', '50'],
  ])('%s is %s', (value, code) => {
    expect(codes({ valueName: '行政区划代码', value })).toEqual([code])
  })
  test('numbers of other lists are no divisions', () => {
    expect(codes({ valueName: 'FIPS6', value: '500107' }, { valueName: 'GB/T 2260', value: '50x' })).toEqual(
      [],
    )
  })
  test.each([
    ['50/500107', '50/500107/500107103', true],
    ['50/500107/500107103', '50/500107', true],
    ['50/500107', '50/500107', true],
    ['50/500107', '50/500106', false],
    ['50/50010', '50/500107', false],
  ])('%s and %s', (one, other, does) => {
    expect(concerns(one, other)).toBe(does)
  })
})

test('a source that fails waits longer, an hour at most', () => {
  expect([0, 1, 2, 3, 7, 50].map((n) => waitMinutes(1, n))).toEqual([1, 1, 2, 4, 60, 60])
  expect([0, 1, 50].map((n) => waitMinutes(90, n))).toEqual([90, 90, 90])
})
