import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actions, states } from '../appeals/case.ts'
import {
  type Found,
  findUpdateStatus,
  isPublished,
  postedEffect,
  readAsked,
  readerOf,
  readForm,
  readPosted,
  servicesOf,
  shownRequest,
  statusOf,
  updateStatuses,
  updateStatusOf,
} from './rules.ts'

const now = new Date('2026-11-24T02:00:00Z')
const text = fc.string({ unit: 'binary' })

describe('statuses', () => {
  test('closed are the states in which an appeal is over, and no others', () => {
    expect(states.filter((s) => statusOf(s) === 'closed')).toEqual(['closed', 'withdrawn'])
  })

  test('every public step has a FixMyStreet status; fixed only where who reported said so', () => {
    const known = new Set(updateStatuses.map((s) => s.toLowerCase()))
    for (const action of Object.keys(actions))
      for (const to of states) expect(known).toContain(updateStatusOf({ action, to }, false))
    expect(updateStatusOf({ action: 'close', to: 'closed' }, true)).toBe('fixed')
    expect(updateStatusOf({ action: 'close', to: 'closed' }, false)).toBe('closed')
    expect(updateStatusOf({ action: 'comment', to: 'answered' }, true)).toBe('unchanged')
  })

  const words: readonly [string, string | undefined][] = [
    ['IN_PROGRESS', 'IN_PROGRESS'],
    ['in progress', 'IN_PROGRESS'],
    ['Action-Scheduled', 'ACTION_SCHEDULED'],
    ['fixed', 'FIXED'],
    ['lost', undefined],
    ['constructor', undefined],
  ]
  test.each(words)('%s is read as %s', (given, expected) => {
    expect(findUpdateStatus(given)).toBe(expected)
  })

  test('a client opens again and changes nothing else', () => {
    const effects = Object.entries(postedEffect).filter(([, effect]) => effect !== 'comment')
    expect(effects).toEqual([['REOPEN', 'reopen']])
  })
})

describe('what is asked', () => {
  const asked = (query: Record<string, string>) => readAsked(readForm(Object.entries(query)), now)
  test('without a word the last 90 days and a thousand; an open end lies 90 days away', () => {
    const usual = {
      ids: null,
      services: null,
      statuses: null,
      extended: false,
      offset: 0,
      limit: 1000,
      near: null,
    }
    expect(asked({ status: '', page: ' ' })).toEqual({
      ...usual,
      start: '2026-08-26T02:00:00.000Z',
      end: '2026-11-24T02:00:00.000Z',
    })
    expect(asked({ start_date: '2026-01-01T00:00:00+08:00' })).toMatchObject({
      start: '2025-12-31T16:00:00.000Z',
      end: '2026-03-31T16:00:00.000Z',
    })
    expect(asked({ end_date: '2026-03-31T16:00:00Z' })).toMatchObject({ start: '2025-12-31T16:00:00.000Z' })
    expect(asked({ start_date: '2026-01-01T00:00:00 08:00' })).toMatchObject({
      start: '2025-12-31T16:00:00.000Z',
    })
  })
  test('ids override everything, also what is wrong', () => {
    expect(asked({ service_request_id: 'SQ1, SQ2,SQ1', status: 'lost' })).toMatchObject({
      ids: ['SQ1', 'SQ2'],
    })
  })
  test('pages', () => {
    expect(asked({ page: '3', page_size: '50' })).toMatchObject({ offset: 100, limit: 50 })
    expect(asked({ page_size: '99999' })).toMatchObject({ limit: 1000 })
  })
  const wrong: readonly [Record<string, string>, string][] = [
    [{ start_date: '2026-01-01' }, 'open311.bad-time'],
    [{ start_date: '2026-01-01T00:00:00' }, 'open311.bad-time'],
    [{ start_date: '2026-01-01T00:00:00Z', end_date: '2026-04-02T00:00:00Z' }, 'open311.long-span'],
    [{ start_date: '2026-01-02T00:00:00Z', end_date: '2026-01-01T00:00:00Z' }, 'open311.turned-span'],
    [{ status: 'open,lost' }, 'open311.bad-status'],
    [{ page: '-1' }, 'open311.bad-count'],
  ]
  test.each(wrong)('%o is %s', (query, message) => {
    expect(asked(query)).toEqual([expect.objectContaining({ message })])
  })
  test('any query is read or refused with known words', () => {
    const fields = fc.dictionary(
      fc.constantFrom(
        'start_date',
        'end_date',
        'status',
        'page',
        'page_size',
        'service_request_id',
        'service_code',
      ),
      text,
    )
    fc.assert(
      fc.property(fields, (query) => {
        const read = asked(query)
        if (Array.isArray(read)) for (const w of read) expect(w.message).toMatch(/^open311\./)
        else expect(Date.parse((read as { end: string }).end)).toBeGreaterThan(0)
      }),
    )
  })
})

describe('a posted form', () => {
  const category = {
    code: '0107',
    zh: '市政设施',
    en: 'Facilities',
    children: [{ code: '010701', zh: '路灯', en: 'Lamps' }],
  }
  const findPath = (code: string) => (code === '500107103' ? '50/500107/500107103' : undefined)
  test('any form is an appeal within its bounds, or all that is wrong', () => {
    const names = fc.constantFrom(
      'lat',
      'long',
      'address_string',
      'address_id',
      'description',
      'first_name',
      'last_name',
      'phone',
      'email',
      'media_url',
      'account_id',
      'attribute[SUBTYPE]',
      'attribute[DANGER][]',
      'attribute[x]',
    )
    const values = fc.oneof(
      text,
      fc.constantFrom(
        '29.5',
        '106.3',
        '010701',
        'yes',
        '500107103',
        'https://example.org/a.jpg',
        '13812345678',
      ),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(names, values)), (pairs) => {
        const read = readPosted({ form: readForm(pairs), category, findPath })
        if (Array.isArray(read)) {
          expect(read.length).toBeGreaterThan(0)
          return
        }
        const { text: words, where } = read as { text: string; where: object }
        expect(words.length).toBeGreaterThanOrEqual(2)
        expect(Object.keys(where).length).toBeGreaterThan(0)
      }),
    )
  })
  test('names are put as they are written where they come from', () => {
    const post = (fields: Record<string, string>) =>
      readPosted({
        form: readForm(Object.entries({ address_id: '500107103', ...fields })),
        category,
        findPath,
      })
    expect(post({ first_name: '建国', last_name: '李' })).toMatchObject({ contact: { name: '李建国' } })
    expect(post({ first_name: 'John', last_name: 'Smith', phone: '+86 138 1234 5678' })).toMatchObject({
      contact: { name: 'John Smith', phone: '13812345678' },
    })
    expect(post({ 'attribute[DANGER]': 'yes' })).toMatchObject({
      text: '（来件没有描述）市政设施\n自报：现在危及人身安全',
    })
  })
})

describe('who sees what', () => {
  const found: Found = {
    number: 'SQ20261124000001',
    state: 'accepted',
    category: '010701',
    createdAt: '2026-11-24T00:00:00.000Z',
    updatedAt: '2026-11-24T01:00:00.000Z',
    closedAt: null,
    due: null,
    agency: '城市管理局',
    point: { lat: 29.46321, lon: 106.33852 },
    address: '凤笙路12号3栋2单元501室',
    place: { name: '金凤镇，九龙坡区，重庆市', code: '500107103', point: { lat: 29.5, lon: 106.3 } },
    own: {
      client: 'a',
      body: '我叫李建国，电话13812345678。',
      mediaUrl: 'https://example.org/a',
      answer: null,
    },
  }
  const words = { locale: 'zh', service: () => '市政设施', note: (s: string) => s } as const
  const rows: readonly [
    what: string,
    change: Partial<Found>,
    client: string | null,
    expected: string | null,
  ][] = [
    ['everyone sees a public service', {}, null, 'public'],
    ['its client sees more', {}, 'a', 'client'],
    ['another client is everyone', {}, 'b', 'public'],
    ['a service about persons is hidden', { category: '0501' }, null, null],
    ['and from another client', { category: '0501' }, 'b', null],
    ['but not from its own', { category: '0501' }, 'a', 'client'],
    ['what is not classified yet is hidden', { category: null }, null, null],
    ['level 1 alone does not say whether it is public', { category: '01' }, null, null],
  ]
  test.each(rows)('%s', (_what, change, client, expected) => {
    expect(readerOf({ ...found, ...change }, client)).toBe(expected)
  })

  test('everyone reads masked words, a rough point and the township', () => {
    const shown = shownRequest(found, 'public', words)
    expect(shown).toMatchObject({ lat: 29.463, long: 106.339, address: found.place.name, media_url: null })
    expect(JSON.stringify(shown)).not.toMatch(/13812345678|李建国|501/)
    expect(shownRequest(found, 'client', words)).toMatchObject({ lat: 29.46321, address: found.address })
  })

  test('of other channels, and of what was taken back, no words', () => {
    const foreign = shownRequest({ ...found, own: null }, 'public', words)
    expect(foreign).toMatchObject({ description: null, lat: 29.5, long: 106.3, address: found.place.name })
    expect(shownRequest({ ...found, state: 'withdrawn' }, 'public', words)).toMatchObject({
      description: null,
      status: 'closed',
    })
  })

  test('a service that is public says so by its type', () => {
    const tree = [
      { code: '01', zh: '城', en: 'City', children: [{ code: '0107', zh: '灯', en: 'Lamps' }] },
      { code: '05', zh: '劳', en: 'Labour', children: [{ code: '0501', zh: '薪', en: 'Pay' }] },
    ]
    for (const s of servicesOf(tree, 'en')) expect(s.type === 'realtime').toBe(isPublished(s.service_code))
  })
})
