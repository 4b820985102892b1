import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { readPackage } from '../../src/modules/scenarios/check.ts'
import type { Client } from './platform.ts'
import { type Manifest, type scenarioOf, town } from './scenarios.ts'

/** The spoil package as its department has it: registers for real, the assessments that its privacy review asks for. */

export type Row = Record<string, string>

export const demo = (resource: string): Row[] =>
  JSON.parse(readFileSync(`examples/construction-spoil/demo/${resource}.json`, 'utf8'))

/** Delivered before anything moves, in this order. */
export const registers = ['sites', 'receivers', 'hauliers', 'vehicles', 'drivers', 'routes'] as const

export const run = '/scenario-runs/construction-spoil'

/** Without its demonstration, which the story of the sandbox walks through. */
export async function spoilPackage(change: (m: Manifest) => void = () => {}): Promise<Manifest> {
  const manifest = (await readPackage('examples/construction-spoil/scenario.json')) as Manifest
  manifest.demo = []
  change(manifest)
  return manifest
}

interface Assessing {
  readonly department: Client
  readonly authority: Client
}

const words = {
  lawful: {
    basis: '《固体废物污染环境防治法》第六十二条、第六十三条',
    legitimate: '建筑垃圾全过程管理，只用于渣土运输监管',
    necessary: '没有车牌、司机姓名和车辆位置无法核对一车一单',
  },
  effect: { effect: '车辆位置可能反映司机行踪', risks: '轨迹外泄', level: 'middle' },
  measures: { measures: '页面遮蔽，不对个人作评价，逐次留痕', proportionate: '与风险相称', left: 'low' },
}

/** Writes and approves an assessment of each resource in the sandbox that holds personal information; their codes. */
async function assessed(
  s: ReturnType<typeof scenarioOf>,
  manifest: Manifest,
  { department, authority }: Assessing,
): Promise<string[]> {
  const codes: string[] = []
  for (const r of manifest.resources) {
    const items = r.items.filter((i: Manifest) => i.personal).map((i: Manifest) => i.name)
    if (items.length === 0) continue
    const [part] = await s.parts({ code: r.code, sandbox: true, state: 'active' })
    const content = {
      title: `${r.name}影响评估`,
      resource: part?.ref,
      purpose: 'supervision',
      manners: ['automated'],
      items,
    }
    const made = await department.post('/protection/assessments', {
      org: town,
      content: { ...content, ...words },
    })
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    const path = `/protection/assessments/${made.body.id}`
    const { revision } = (await department.post(`${path}/submit`, { revision: made.body.revision })).body
    const judged = await authority.post(`${path}/judge`, {
      revision,
      approve: true,
      reason: '措施与风险相称',
    })
    expect(judged.body, JSON.stringify(judged.body)).toMatchObject({ state: 'approved' })
    codes.push(r.code)
  }
  return codes
}

/** Minute by minute out of a site with a full load and on, from so many minutes ago until now; no ticket was written. */
export function loadedOut(site: Row, vehicle: string, minutesAgo: number): object[] {
  const [lon = 0, lat = 0] = String(site.point).split(',').map(Number)
  return Array.from({ length: minutesAgo }, (_, n) => ({
    vehicle,
    at: new Date(Date.now() - (minutesAgo - n) * 60_000).toISOString(),
    // Loaded for three minutes, then half a kilometre a minute until it stands in a street.
    point: { lon: lon + Math.max(0, Math.min(n - 3, 12)) * 0.005, lat },
    speed: n > 3 && n < 15 ? 30 : 0,
    load: 16,
    place: site.place,
  }))
}

/** Cases of scenarios that a reader sees and that say something. */
export async function casesAbout(client: Client, text: string) {
  const { rows } = (await client.get('/scenario-cases?limit=100')).body
  return rows.filter((c: { title: string }) => c.title.includes(text))
}

/** From acceptance over the lead's steps to the department's word that it is done. */
export async function putRight(id: string, lead: Client, department: Client): Promise<void> {
  const steps: [Client, string, object][] = [
    [lead, 'accept', {}],
    [lead, 'advance', { step: 'order', values: { demand: '十日内换证，逾期停运' } }],
    [lead, 'advance', { step: 'proof', values: { done: '已换证，见准运证' } }],
    [department, 'finish', { step: 'confirm' }],
  ]
  for (const [who, name, input] of steps) {
    const { version } = (await department.get(`/scenario-cases/${id}`)).body
    const done = await who.post(`/scenario-cases/${id}/${name}`, { version, ...input })
    expect(done.status, JSON.stringify(done.body)).toBe(200)
  }
}

/** Through the sandbox and the three reviews, none of them by who proposed it. */
export async function passReviews(
  s: ReturnType<typeof scenarioOf>,
  m: Manifest,
  { department, authority, leader, admin }: Assessing & { readonly leader: Client; readonly admin: Client },
): Promise<void> {
  expect((await s.step(department, 'sandbox')).status).toBe(200)
  await s.until({ candidate: { state: 'sandbox' } })
  const early = await s.step(authority, 'review-privacy', { passed: true })
  expect([early.status, early.body.resources]).toEqual([
    409,
    '渣土运输车辆、渣土车司机、电子联单、渣土车定位',
  ])
  expect(await assessed(s, m, { department, authority })).toEqual([
    'vehicles',
    'drivers',
    'tickets',
    'positions',
  ])
  expect((await s.step(department, 'review-security', { passed: true })).status).toBe(403)
  expect((await s.step(admin, 'review-security', { passed: true })).status).toBe(200)
  expect((await s.step(authority, 'review-privacy', { passed: true })).status).toBe(200)
  expect((await s.step(leader, 'review-ethics', { passed: true })).status).toBe(200)
  await s.until({ candidate: { state: 'reviewed' } })
}
