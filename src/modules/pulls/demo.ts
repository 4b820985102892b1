import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { createResource, publishResource } from '#modules/catalogue'
import type { PullActions } from './index.ts'
import { listSources } from './queries.ts'

const actor = systemActor('demo')
const provider = 'gxq.market'
const folder = 'demo-food-businesses'

const names = [
  '山城老面馆',
  '江边豆花',
  '南山食堂',
  '西永小厨',
  '金凤早点',
  '含谷饭店',
  '白市驿酒楼',
  '大学城奶茶',
]

/** A simulated department: a folder into which a list of food businesses is put, and a source that reads it. */
export async function demoPulls(kernel: Kernel, actions: PullActions): Promise<void> {
  const { rows } = await kernel.ask(listSources, { actor, input: {} })
  if (rows.some((r) => r.simulated)) return
  const path = join(kernel.config.pulls.folders, folder)
  await mkdir(path, { recursive: true })
  await writeFile(join(path, '餐饮服务单位.csv'), tableOf())
  const made = await kernel.execute(createResource, { actor, input: { provider, content } })
  await kernel.execute(publishResource, {
    actor,
    input: { id: made.id, revision: made.revision, note: '演示数据' },
  })
  const place = { kind: 'folder', path: folder, pattern: '*.csv', settleSeconds: 0 }
  const settings = {
    place,
    mode: 'replace',
    schedule: { kind: 'every', minutes: 60 },
    mapping: [
      { from: '许可证编号', item: 'licence' },
      { from: '名称', item: 'name' },
      { from: '镇街', item: 'place' },
      { from: '等级', item: 'grade' },
    ],
  }
  await kernel.execute(actions.save, {
    actor,
    input: { resource: made.id, name: '餐饮许可系统导出（模拟）', settings },
  })
}

/** Two rows break the contract, so that the quarantine has something to show. */
function tableOf(): string {
  const lines = names.map((name, n) => `JY90000${n},${name},50010710${3 + (n % 2)},${'ABC'[n % 3]}`)
  return [
    '许可证编号,名称,镇街,等级',
    ...lines,
    'JY900098,等级有误的店,500107103,优',
    '证号有误,某店,500107103,A',
    '',
  ].join('\n')
}

const content = {
  name: '餐饮服务单位（模拟）',
  kind: 'basic',
  classification: { class: '3', item: '07', subitem: '001', detail: '' },
  abstract: '演示用的模拟数据：取得食品经营许可的餐饮服务单位',
  format: '电子文件',
  keywords: ['模拟', '食品'],
  share: { type: 'conditional', condition: '用于演示', mode: 'interface' },
  openness: { type: 'conditional', condition: '用于演示' },
  cycle: { every: 1, unit: 'day', graceHours: 12 },
  owner: { org: provider, title: '餐饮监管科科长', account: null },
  steward: { org: provider, title: '信息科科员', account: null },
  shape: 'records',
  items: [
    { name: 'licence', title: '许可证编号', type: 'text', required: true, key: true, pattern: 'JY\\d{6}' },
    { name: 'name', title: '名称', type: 'text', required: true },
    { name: 'place', title: '所在镇街', type: 'place', required: true },
    { name: 'grade', title: '量化等级', type: 'text', values: ['A', 'B', 'C'] },
  ],
  rules: [],
  scope: { places: [], placeItem: 'place', timeItem: null, from: null },
}
