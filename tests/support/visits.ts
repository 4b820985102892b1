import { expect, vi } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { createTestPlatform } from './platform.ts'
import { deliverRows, publishedResource } from './resources.ts'

export const day = 86_400_000

/** How many people were seen for what, by day and township: counts by place, and no person in them. */
const visits = {
  name: '肠道门诊就诊量',
  kind: 'basic',
  classification: { class: '3', item: '07', subitem: '001', detail: '' },
  abstract: '各镇街每日腹泻就诊人次，不含个人信息',
  format: '数据库',
  keywords: ['就诊', '症状监测'],
  share: { type: 'unconditional', condition: '', mode: 'interface' },
  openness: { type: 'conditional', condition: '按区县汇总' },
  cycle: { every: 1, unit: 'day', graceHours: 12 },
  owner: { org: 'gxq.market', title: '餐饮监管科科长', account: null },
  steward: { org: 'gxq.market', title: '信息科科员', account: null },
  shape: 'events',
  items: [
    { name: 'clinic', title: '医疗机构', type: 'text', required: true },
    { name: 'at', title: '时间', type: 'time', required: true },
    { name: 'place', title: '镇街', type: 'place', required: true },
    { name: 'visits', title: '人次', type: 'integer', required: true, least: '0', most: '10000' },
    { name: 'waiting', title: '平均候诊（分钟）', type: 'decimal' },
  ],
  rules: [],
  scope: { places: [], placeItem: 'place', timeItem: 'at', from: null },
}

/** What is watched of them; the resource is added where there is one. */
export const manyVisits = {
  name: '腹泻就诊异常增多',
  kind: 'diarrhoea',
  domain: 'public-health',
  value: 'visits',
  unit: '人次',
  object: 'clinic',
  count: { every: 'day', sum: true },
  detector: { kind: 'outbreak', parameters: {} },
  gradedBy: 'score',
  grades: [
    { level: 'blue', from: 1 },
    { level: 'orange', from: 3 },
  ],
  calmMinutes: 3 * 1440,
}

export interface Visit {
  readonly clinic: string
  readonly at: number
  readonly visits: number
  readonly waiting?: number
}

export type VisitCity = Awaited<ReturnType<typeof createVisitCity>>

/** A platform whose clinics tell how many came, and whose clock stands still until it is moved. */
export async function createVisitCity(start: Date) {
  const clock = fixedClock(start)
  const city = await createTestPlatform({ clock })
  const people = { market: await city.as('data.market'), officer: await city.as('warning') }
  const resource = await publishedResource(people.market, 'gxq.market', visits)

  /** Sessions end with the day. */
  async function at(now: Date): Promise<void> {
    clock.set(now)
    people.market = await city.as('data.market')
    people.officer = await city.as('warning')
  }

  async function tell(visits: readonly Visit[]): Promise<void> {
    const most = 2000
    for (let n = 0; n < visits.length; n += most) {
      const rows = visits.slice(n, n + most).map((v) => ({
        ...v,
        at: new Date(v.at).toISOString(),
        place: '500107103',
        visits: String(v.visits),
        waiting: v.waiting === undefined ? '' : String(v.waiting),
      }))
      const sent = await deliverRows(people.market, resource, rows, { channel: 'api' })
      expect(sent.body).toMatchObject({ counts: { added: rows.length } })
    }
  }

  /** Makes a watch, switches it on, and waits until a process has taken it up. */
  async function watch(change: object = {}): Promise<{ id: string; version: number }> {
    const made = await people.officer.post('/early-warning/watches', {
      content: { ...manyVisits, resource, ...change },
    })
    expect({ status: made.status, problem: made.status === 201 ? '' : made.body }).toEqual({
      status: 201,
      problem: '',
    })
    const { id, version } = made.body
    const on = await people.officer.post(`/early-warning/watches/${id}/switch`, {
      version,
      on: true,
      reason: '回测无误报',
    })
    expect(on.status).toBe(200)
    const holds = async () =>
      expect((await people.officer.get(`/early-warning/watches/${id}`)).body.inEffect).toBe(true)
    await vi.waitFor(holds, { timeout: 60_000 })
    return on.body
  }

  const rowsOf = async (query: string, values: unknown[] = []) =>
    (await city.platform.kernel.app.pool.query(query, values)).rows
  const signalsOf = (id: string) =>
    rowsOf(
      'select object, mark, phase, value, level, reason from signals where watch = $1 order by at, mark',
      [id],
    )
  const warningsOf = async (object: string) =>
    (await people.officer.get('/early-warning/warnings')).body.rows.filter(
      (w: { object: string }) => w.object === object,
    )

  return { city, clock, people, resource, at, tell, watch, rowsOf, signalsOf, warningsOf }
}
