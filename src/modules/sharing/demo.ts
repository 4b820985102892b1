import { sql } from 'kysely'
import type { Action } from '#kernel/action'
import { dayOf } from '#kernel/clock'
import { findActor } from '#kernel/identity'
import type { Actor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { listPublished } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { suspendGrant } from './actions.ts'
import { type DataRequest, dataRequest } from './case.ts'
import type { ApplyForData, Purpose, Terms } from './contract.ts'
import { draftedTerms, suggestedMasks } from './rules.ts'
import { findGrant } from './store.ts'

interface Steps {
  readonly apply: unknown
  readonly onRequest: object
}

type Until = 'submitted' | 'asked' | 'approved' | 'granted' | 'suspended' | 'disputed'

interface Story {
  /** Name in the catalogue. */
  readonly resource: string
  readonly consumer: string
  readonly purpose: Purpose
  readonly use: string
  readonly legalBasis: string
  readonly until: Until
}

const stories: readonly Story[] = [
  {
    resource: '法人单位基本信息',
    consumer: 'gxq.civil',
    purpose: 'assistance',
    use: '核对申请救助的家庭是否登记有经营主体（演示）',
    legalBasis: '《社会救助暂行办法》，条款待核',
    until: 'granted',
  },
  {
    resource: '养老机构',
    consumer: 'gxq.market',
    purpose: 'supervision',
    use: '养老机构食堂食品安全检查前核对机构名单（演示）',
    legalBasis: '《食品安全法实施条例》，条款待核',
    until: 'granted',
  },
  {
    resource: '食品经营许可',
    consumer: 'town.500107104',
    purpose: 'supervision',
    use: '联合检查时核对经营许可是否有效（演示）',
    legalBasis: '《食品安全法实施条例》，条款待核',
    until: 'suspended',
  },
  {
    resource: '食品安全检查记录',
    consumer: 'gxq.civil',
    purpose: 'approval',
    use: '养老机构备案时核验食堂的检查结果（演示）',
    legalBasis: '《养老机构管理办法》，条款待核',
    until: 'approved',
  },
  {
    resource: '低保和特困对象',
    consumer: 'gxq.market',
    purpose: 'assistance',
    use: '个体工商户年报减免时核对救助对象（演示）',
    legalBasis: '《促进个体工商户发展条例》，条款待核',
    until: 'asked',
  },
  {
    resource: '独居老人关爱名单',
    consumer: 'town.500107104',
    purpose: 'grassroots',
    use: '走访和关爱辖区独居老人（演示）',
    legalBasis: '《重庆市数据条例》，条款待核',
    until: 'submitted',
  },
  {
    resource: '食品安全风险主题库',
    consumer: 'town.500107104',
    purpose: 'planning',
    use: '安排辖区食品安全重点检查（演示）',
    legalBasis: '《重庆市数据条例》，条款待核',
    until: 'disputed',
  },
]

/** Requests and grants of the demo city in every state, by the actions that officers use. What is there is left alone. */
export async function demoSharing(kernel: Kernel, steps: Steps): Promise<void> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from cases where type = ${dataRequest.type}) as found`.execute(kernel.app.db)
  if (rows[0]?.found !== false) return
  const resources = await listPublished(kernel.app.db)
  for (const story of stories) {
    const resource = resources.find((r) => r.content.name === story.resource)
    if (resource !== undefined) await tell(kernel, steps, story, resource)
  }
}

async function tell(kernel: Kernel, steps: Steps, story: Story, resource: Resource): Promise<void> {
  const consumer = await holderOf(kernel, story.consumer)
  const provider = await holderOf(kernel, resource.provider)
  if (consumer === undefined) return
  const terms = termsFor(kernel, resource)
  const { purpose, use, legalBasis } = story
  const input: Partial<ApplyForData> = {
    resource: resource.id,
    consumer: story.consumer,
    purpose,
    use,
    legalBasis,
    terms: { ...terms, masks: {} },
    security: { title: '信息科科长（演示）', measures: '仅在政务外网查看，不落地保存' },
  }
  const made = await kernel.execute(steps.apply as Action, { actor: consumer, input })
  if (provider === undefined || story.until === 'submitted') return
  const { id } = made as { id: string }
  await goOn(kernel, { steps, id, provider, consumer, terms }, story.until)
}

interface Running {
  readonly steps: Steps
  readonly id: string
  readonly provider: Actor
  readonly consumer: Actor
  readonly terms: Terms
}

/** Takes a request on to where its story ends. */
async function goOn(kernel: Kernel, r: Running, until: Until): Promise<void> {
  let version = 1
  const take = async (name: string, actor: Actor, more: object = {}) => {
    const action = (r.steps.onRequest as Record<string, Action>)[name] as Action
    const c = (await kernel.execute(action, { actor, input: { id: r.id, version, ...more } })) as DataRequest
    version = c.version
    return c
  }
  if (until === 'asked') {
    await take('ask', r.provider, { reason: '请说明查询的频次和经办科室（演示）' })
    return
  }
  if (until === 'disputed') {
    const legalBasis = '目录所列共享条件'
    await take('refuse', r.provider, { reason: '申请的用途与共享条件不符（演示）', legalBasis })
    await take('object', r.consumer, { reason: '共享条件允许用于决策规划，请重新审核（演示）' })
    return
  }
  const { details } = await take('approve', r.provider, {
    terms: r.terms,
    note: '个人信息按脱敏方式提供（演示）',
  })
  if (until === 'approved') return
  await take('switchOn', r.provider)
  if (until === 'suspended' && details.grant !== null) await suspend(kernel, r.provider, details.grant)
}

async function suspend(kernel: Kernel, actor: Actor, id: string): Promise<void> {
  const grant = await findGrant(kernel.app.db, id)
  const reason = '发现短时间内大量查询，先暂停核实（演示）'
  await kernel.execute(suspendGrant, { actor, input: { id, revision: grant?.revision, reason } })
}

function termsFor(kernel: Kernel, { content }: Resource): Terms {
  const drafted = draftedTerms({ content, places: [], today: dayOf(kernel.clock.now()) }).whole
  if (drafted === null) throw new Error(`${content.name} gives no terms`)
  return { ...drafted, masks: suggestedMasks({ items: drafted.items, masks: {} }, content.items, {}) }
}

/** The demo's data manager of an organization; most have none, and their part of a story waits. */
async function holderOf(kernel: Kernel, org: string) {
  const row = await kernel.app.db
    .selectFrom('posts')
    .select('account')
    .where('role', '=', 'data-manager')
    .where('org', '=', org)
    .executeTakeFirst()
  return row === undefined ? undefined : findActor(kernel.app.db, row.account)
}
