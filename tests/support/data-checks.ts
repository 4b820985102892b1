import { expect } from 'vitest'
import { dayOf, type fixedClock } from '../../src/kernel/clock/index.ts'
import type { Client, TestPlatform } from './platform.ts'

/** What the tests of the daily checks share: one city on a clock that is moved, its people, its look and its findings. */

export const dayMs = 86_400_000

export interface Found {
  readonly id: string
  readonly check: string
  readonly state: string
  readonly case: string
  readonly subject: string
  readonly lines: readonly { readonly key: string; readonly values: Record<string, string> }[]
}

export class CheckedCity {
  readonly city: TestPlatform
  readonly clock: ReturnType<typeof fixedClock>
  market!: Client
  civil!: Client
  authority!: Client

  constructor(city: TestPlatform, clock: ReturnType<typeof fixedClock>) {
    this.city = city
    this.clock = clock
  }

  /** Sessions end with the day. */
  async later(days: number): Promise<void> {
    this.clock.advance(days * dayMs)
    this.market = await this.city.as('data.market')
    this.civil = await this.city.as('data.civil')
    this.authority = await this.city.as('data')
  }

  inDays(n: number): string {
    return dayOf(new Date(this.clock.now().getTime() + n * dayMs))
  }

  today(): string {
    return this.inDays(0)
  }

  /** A grant of four items in clear, to the civil affairs office, for years. */
  async givenGrant(resource: string): Promise<string> {
    const asked = {
      resource,
      consumer: 'gxq.civil',
      purpose: 'assistance',
      use: '核对低保家庭成员是否经营餐饮店',
      legalBasis: '《社会救助暂行办法》第五十八条',
      terms: {
        items: ['licence', 'name', 'phone', 'place'],
        masks: {},
        rows: [],
        from: this.today(),
        until: '2035-12-31',
      },
      security: { title: '民政局信息科科长', measures: '仅在政务外网使用，不落地保存' },
    }
    const made = await this.civil.post('/data-requests', asked)
    expect({ status: made.status, body: made.body }).toMatchObject({ status: 201 })
    const { id } = made.body
    const take = async (action: string, input: object = {}) => {
      const { version } = (await this.market.get(`/data-requests/${id}`)).body
      const taken = await this.market.post(`/data-requests/${id}/${action}`, { version, ...input })
      expect({ status: taken.status, body: taken.body }).toMatchObject({ status: 200 })
    }
    const { details } = (await this.market.get(`/data-requests/${id}`)).body
    await take('approve', { terms: { ...details.asked, masks: {} } })
    await take('switch-on')
    const { details: given } = (await this.market.get(`/data-requests/${id}`)).body
    return given.grant
  }

  /** Runs a job of the clock now. */
  async run(job: string): Promise<void> {
    const jobs = this.city.platform.modules.flatMap((m) => m.jobs ?? [])
    await jobs.find((j) => j.name === job)?.run(this.city.platform.kernel, {})
  }

  look(): Promise<void> {
    return this.run('data-checks.run')
  }

  async findings(query = '', client = this.authority): Promise<Found[]> {
    return (await client.get(`/data-findings?limit=200${query}`)).body.rows
  }

  async openOf(check: string, client = this.authority): Promise<Found | undefined> {
    return (await this.findings(`&state=open&check=${check}`, client))[0]
  }

  async caseOf(check: string): Promise<string> {
    const found = await this.openOf(check)
    return found === undefined ? expect.fail(`no open finding of ${check}`) : found.case
  }

  async act(client: Client, id: string, action: string, input: object = {}) {
    const { version } = (await this.authority.get(`/data-check-cases/${id}`)).body
    return client.post(`/data-check-cases/${id}/${action}`, { version, ...input })
  }

  async idle(): Promise<void> {
    expect(await this.city.platform.kernel.jobs.idle(60_000)).toBe(true)
  }

  async templates(client: Client): Promise<string[]> {
    await this.idle()
    const { rows } = (await client.get('/notices?limit=100')).body
    return rows.map((n: { template: string }) => n.template)
  }
}
