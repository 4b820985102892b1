import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTable } from '../../src/kernel/tabular/index.ts'
import type { Terms } from '../../src/modules/sharing/contract.ts'
import { managersOf, origin, systemFor, type TestSystem } from '../support/exchange.ts'
import { foundBy, givenBy, grantInState, itemNames, terms, told } from '../support/granted.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'

/**
 * Visible exactly when granted, by page, search, file and gateway: actors × grants × rows × columns, against an oracle of
 * its own.
 */

let city: TestPlatform
let resource = ''
/** Twins of which one differs from the other in what `secrets` hold and no mask shows. */
let twins: readonly string[] = []
const actors = new Map<string, Client>()
const systems = new Map<string, TestSystem>()
const consumers = ['gxq.civil', 'town.500107104'] as const
const knocking = [
  ...['provider', 'gxq.civil', 'town.500107104', 'authority', 'dispatcher', 'handler of the consumer'],
  ...['auditor', 'resident', 'nobody'],
]
const sent = Array.from({ length: 12 }, (_, n) =>
  foodBusiness(n, n % 5 === 0 ? { grade: '', holder: '欧阳小敏' } : { holder: n % 2 === 0 ? '李' : '张三' }),
)
const stored = sent.map((r) => ({
  ...Object.fromEntries(Object.entries(r).filter(([, v]) => v !== '')),
  seats: Number(r.seats),
  place: [2, 6, 9].map((n) => String(r.place).slice(0, n)).join('/'),
}))
const secrets = ['holder', 'phone', 'grade']
const twinRows = (holder: string, middle: string, grade: string) =>
  Array.from({ length: 12 }, (_, n) =>
    foodBusiness(n, { holder: n % 2 === 0 ? holder : '张三', phone: `138${middle}00${n + 10}`, grade }),
  )
const titles = new Map(foodBusinesses.items.map((i) => [i.title, i.name]))

beforeAll(async () => {
  city = await createTestPlatform({ env: { PUBLIC_URL: origin } })
  for (const [login, name] of [
    ['data.market', 'provider'],
    ['data.civil', 'gxq.civil'],
    ['data.town', 'town.500107104'],
    ['data', 'authority'],
    ['dispatcher', 'dispatcher'],
    ['gxq.civil', 'handler of the consumer'],
    ['auditor', 'auditor'],
  ] as const)
    actors.set(name, await city.as(login))
  actors.set('resident', await city.asResident('13912345678'))
  actors.set('nobody', city.anonymous)
  const provider = actors.get('provider') as Client
  const published = async (rows: readonly object[]) => {
    const id = await publishedResource(provider, 'gxq.market', foodBusinesses)
    await deliverRows(provider, id, rows)
    return id
  }
  resource = await published(sent)
  twins = [await published(twinRows('张甲', '1111', 'A')), await published(twinRows('张丙', '2222', 'B'))]
  const m = await managersOf(city)
  for (const organization of consumers) {
    const manager = actors.get(organization) as Client
    systems.set(organization, await systemFor(city, m, { perMinute: 60_000, of: { manager, organization } }))
  }
})
afterAll(() => city?.stop())

interface Asked {
  readonly items: readonly string[]
  readonly q?: string | undefined
  readonly where?: readonly object[] | undefined
  readonly limit?: number
  readonly after?: string
}

function addressOf(grant: string, asked: Asked, format = ''): string {
  const query = new URLSearchParams({ purpose: 'assistance', items: asked.items.join(',') })
  if (format === '') query.set('limit', String(asked.limit ?? 100))
  if (asked.q !== undefined) query.set('q', asked.q)
  if (asked.where !== undefined) query.set('where', JSON.stringify(asked.where))
  if (asked.after !== undefined) query.set('after', asked.after)
  return `/grants/${grant}/rows${format}?${query}`
}

/** Rows of a file by item; an empty cell is no value. */
async function rowsOfFile(bytes: Buffer | undefined): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = []
  const file = bytes ?? Buffer.alloc(0)
  // Titles alone, or with lines of nothing but empty cells, are no table to the reader.
  const [, ...lines] = file.toString().trimEnd().split('\n')
  if (lines.every((line) => /^[",\s]*$/.test(line))) return rows
  for await (const row of readTable(file, 'x.csv'))
    rows.push(
      Object.fromEntries(
        Object.entries(row.values).map(([title, v]) => [titles.get(title) ?? title, v === '' ? null : v]),
      ),
    )
  return rows
}

/** As a file has them: everything is text. */
function asText(rows: readonly object[]): object[] {
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([k, v]) => [k, v === null ? null : String(v)])),
  )
}

/** A line of a file without any value is none. */
const hasValue = (row: object) => Object.values(row).some((v) => v !== null)

async function byGateway(caller: string, grant: string, asked: Asked) {
  const { client } = systems.get(caller) as TestSystem
  const { items, where = [] } = asked
  const wish = { purpose: 'assistance', items, where: where as never, limit: asked.limit ?? 100 }
  return client.query(grant, wish).then(
    ({ rows }) => ({ rows, condition: undefined }),
    (error: { condition?: string }) => ({ rows: undefined, condition: error.condition ?? String(error) }),
  )
}

test('visible exactly when granted', async () => {
  await fc.assert(
    fc.asyncProperty(
      terms,
      fc.constantFrom(...consumers),
      fc.constantFrom('active', 'active', 'active', 'suspended', 'drafted'),
      fc.subarray(itemNames, { minLength: 1 }),
      fc.boolean(),
      fc.constantFrom('小面馆1', 'jy00', '张三', '138', '3', '%', '_', "' or true --"),
      fc.subarray(knocking, { minLength: 2, maxLength: 2 }),
      async (given, consumer, state, asked, all, q, others) => {
        // Of any items most are refused for one of them: half of the time what is given is asked for.
        const items = all ? given.items : asked
        const grant = await grantInState(city, {
          resource,
          terms: given,
          consumer,
          state: state as 'active',
        })
        const isGiven = state === 'active' && items.every((i) => given.items.includes(i))
        for (const name of new Set([consumer, ...others])) {
          const client = actors.get(name) as Client
          const may = name === consumer && isGiven
          const no = name === 'nobody' ? 401 : 403
          const what = `${name} of a ${state} grant for ${consumer}`
          const page = await client.get(addressOf(grant, { items }))
          expect(page.status, what).toBe(may ? 200 : no)
          const file = await client.get(addressOf(grant, { items }, '.csv'))
          expect(file.status, what).toBe(may ? 200 : no)
          const hits = foundBy(given, stored, items, q)
          const search = await client.get(addressOf(grant, { items, q }))
          const searchFile = await client.get(addressOf(grant, { items, q }, '.csv'))
          for (const answer of [search, searchFile])
            expect(answer.status, what).toBe(!may ? no : hits === undefined ? 400 : 200)
          if (!may) continue
          expect(sorted(told(page.body.rows, given))).toEqual(sorted(givenBy(given, stored, items)))
          expect(sorted(told(await rowsOfFile(file.bytes), given))).toEqual(
            sorted(asText(givenBy(given, stored, items)).filter(hasValue)),
          )
          if (hits === undefined) continue
          expect(sorted(told(search.body.rows, given)), q).toEqual(sorted(givenBy(given, hits, items)))
          expect(sorted(told(await rowsOfFile(searchFile.bytes), given)), q).toEqual(
            sorted(asText(givenBy(given, hits, items))),
          )
        }
        for (const caller of consumers) {
          const { rows, condition } = await byGateway(caller, grant, { items })
          const may = caller === consumer && isGiven
          expect(rows !== undefined, `system of ${caller}: ${condition}`).toBe(may)
          if (rows !== undefined)
            expect(sorted(told(rows, given))).toEqual(sorted(givenBy(given, stored, items)))
          else
            expect(condition).toBe(caller !== consumer ? 'consumer' : state === 'active' ? 'items' : 'state')
        }
      },
    ),
    { numRuns: 40 },
  )
}, 240_000)

/** Rows of one delivery come in no promised order. */
function sorted(rows: readonly object[]): string[] {
  return rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort()
}

/** Of everything that an answer says, what could depend on the rows: status, refusal, rows in their order, pages. */
async function seenBy(client: Client, consumer: string, grant: string, given: Terms, asked: Asked) {
  const pages = []
  let after: string | undefined
  for (let n = 0; n < 4; n++) {
    const { status, body } = await client.get(
      addressOf(grant, { ...asked, ...(after && { after }), limit: 5 }),
    )
    if (status !== 200) {
      const { instance: _, trace: __, ...rest } = body
      pages.push({ status, ...rest })
      break
    }
    pages.push({ rows: told(body.rows, given), more: body.next !== null })
    if (body.next === null) break
    after = body.next
  }
  const file = await client.get(addressOf(grant, asked, '.csv'))
  const lines = file.status === 200 ? told(await rowsOfFile(file.bytes), given) : file.status
  const { rows, condition } = await byGateway(consumer, grant, asked)
  return { pages, lines, rows: rows === undefined ? condition : told(rows, given) }
}

test('what is masked or not given is told by no search, filter, order, count or error', async () => {
  const bySecret = fc.record({
    item: fc.constantFrom(...secrets),
    op: fc.constantFrom('=', '!=', 'in', 'filled', '<'),
    values: fc.constantFrom(['张甲'], ['A'], ['13811110010'], []),
  })
  const byClear = fc.constantFrom(
    { item: 'seats', op: '<', values: ['7'] },
    { item: 'licence', op: '=', values: ['JY000003'] },
  )
  await fc.assert(
    fc.asyncProperty(
      terms,
      fc.subarray(itemNames, { minLength: 1 }),
      fc.option(fc.constantFrom('张甲', '甲', '1111', '13811', 'A', 'B', '小面馆', '1', '%1%'), {
        nil: undefined,
      }),
      fc.option(fc.array(fc.oneof(byClear, bySecret), { minLength: 1, maxLength: 2 }), { nil: undefined }),
      async (drawn, items, q, where) => {
        const masks = Object.fromEntries(
          drawn.items
            .filter((i) => secrets.includes(i))
            .map((i) => [i, drawn.masks[i] ?? 'partial'] as const),
        )
        const given: Terms = {
          ...drawn,
          masks: { ...drawn.masks, ...masks },
          // Whom the rows are filtered by is told by what comes: that is the grant's own doing.
          rows: drawn.rows.filter((c) => !secrets.includes(c.item)),
        }
        const [consumer] = consumers
        const client = actors.get(consumer) as Client
        const [one, other] = await Promise.all(
          twins.map(async (twin) => {
            const grant = { resource: twin, terms: given, consumer, state: 'active' as const }
            return seenBy(client, consumer, await grantInState(city, grant), given, { items, q, where })
          }),
        )
        expect(one).toEqual(other)
      },
    ),
    { numRuns: 60 },
  )
}, 240_000)
