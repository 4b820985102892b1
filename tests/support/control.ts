import { expect } from 'vitest'
import type { Client, TestPlatform } from './platform.ts'

/** A register of the fire brigade: enterprises that it watches, by their credit code. */
export const fireUnits = {
  name: '测试消防重点单位',
  kind: 'basic',
  classification: { class: '3', item: '07', subitem: '001', detail: '' },
  abstract: '辖区内消防安全重点单位',
  format: '数据库',
  keywords: ['消防'],
  share: { type: 'conditional', condition: '用于联合检查', mode: 'interface' },
  openness: { type: 'closed', condition: '' },
  cycle: { every: 1, unit: 'day', graceHours: 12 },
  owner: { org: 'gxq.market', title: '科长', account: null },
  steward: { org: 'gxq.market', title: '科员', account: null },
  shape: 'records',
  items: [
    { name: 'code', title: '统一社会信用代码', type: 'text', required: true, key: true },
    { name: 'name', title: '单位名称', type: 'text', required: true },
    { name: 'area', title: '建筑面积', type: 'decimal' },
    { name: 'sprinklers', title: '有自动喷水', type: 'boolean' },
    { name: 'category', title: '类别', type: 'text' },
    { name: 'ethnic', title: '负责人民族', type: 'text' },
    { name: 'holder', title: '负责人', type: 'text', personal: 'name' },
    { name: 'place', title: '所在镇街', type: 'place', required: true },
    { name: 'listed', title: '列入日期', type: 'date' },
  ],
  rules: [],
  scope: { places: [], placeItem: 'place', timeItem: 'listed', from: null },
}

export function fireUnit(n: number, change: object = {}) {
  return {
    code: creditCode(n),
    name: `测试单位${n}号`,
    area: String(1000 * (n + 1)),
    sprinklers: n % 2 === 0 ? 'true' : 'false',
    category: ['人员密集', '易燃易爆', '高层公共'][n % 3],
    ethnic: '汉',
    holder: '张甲',
    place: '500107104',
    listed: '2025-06-01',
    ...change,
  }
}

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A made-up unified social credit code whose check character is right (GB 32100). */
export function creditCode(n: number): string {
  const body = `91500999MA${String(n).padStart(7, '0')}`
  let [sum, weight] = [0, 1]
  for (const character of body) {
    sum += weight * alphabet.indexOf(character)
    weight = (weight * 3) % 31
  }
  return `${body}${alphabet[(31 - (sum % 31)) % 31]}`
}

/** Waits until all jobs have run. */
export async function settled(city: TestPlatform): Promise<void> {
  expect(await city.platform.kernel.jobs.idle(60_000)).toBe(true)
}

/** Posts and insists on success; the answer is the body. */
export async function ok(client: Client, path: string, body: object) {
  const answer = await client.post(path, body)
  expect({ path, status: answer.status, body: answer.status < 300 ? '' : answer.body }).toEqual({
    path,
    status: answer.status < 300 ? answer.status : 0,
    body: '',
  })
  return answer.body
}

/** An input that reads an item of the fire units. */
export const rowInput = (resource: string, item: string, type: string, more: object = {}) => ({
  name: item,
  title: { area: '建筑面积', sprinklers: '有自动喷水' }[item] ?? item,
  type,
  unit: type === 'number' ? '平方米' : '',
  binding: { kind: 'rows', resource, match: 'code', measure: 'value', item, ...more },
})
export const findingsInput = {
  name: 'found',
  title: '近 12 个月检查发现的问题',
  type: 'number',
  unit: '个',
  whole: true,
  binding: { kind: 'count', source: 'findings', months: 12 },
}
/** A table by area, sprinklers and findings. */
export const fireModel = (resource: string, change: object = {}) => ({
  name: '消防安全分级',
  kind: 'enterprise',
  aim: '按火灾危险性安排检查频次',
  legalBasis: '《中华人民共和国消防法》第五十三条',
  purpose: 'supervision',
  hit: 'first',
  inputs: [rowInput(resource, 'area', 'number'), rowInput(resource, 'sprinklers', 'boolean'), findingsInput],
  rows: [
    { conditions: [{ input: 'found', op: '>=', values: ['2'] }], level: 'D' },
    {
      conditions: [
        { input: 'area', op: '>=', values: ['3000'] },
        { input: 'sprinklers', op: '=', values: ['false'] },
      ],
      level: 'C',
      note: '面积大且没有自动喷水',
    },
    { conditions: [{ input: 'area', op: '>=', values: ['3000'] }], level: 'B' },
  ],
  otherwise: 'A',
  reviewMonths: { A: 24, B: 12, C: 6, D: 3 },
  ...change,
})
