import { v5 as uuidv5 } from 'uuid'
import type { AnyAction } from '#kernel/http/define'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { createResource, publishResource } from '#modules/catalogue'
import { deliver } from '#modules/collection'
import { createPattern, createWatch, switchPattern, switchWatch } from './actions.ts'
import { replayCounts } from './counting.ts'
import { compileCount } from './counts.ts'
import { demoRows, demoWatches } from './demo/city.ts'
import { demoPattern } from './demo/pattern.ts'
import { demoPoints } from './demo/points.ts'
import { demoVisitItems, demoVisits, demoVisitWatch, outbreakDaysAgo } from './demo/visits.ts'
import { listWatches } from './queries.ts'
import { getWatch, putSignals } from './store.ts'
import { Stream } from './stream.ts'
import { compileWatch } from './watching.ts'

const actor = systemActor('demo')
const provider = 'gxq.digital'
const namespace = '2f0a8c52-5f0e-4c55-9a61-7d4d9f6b1c11'

/** Simulated sensors with two weeks of values, watches and a pattern over them, and what those say of the planted incidents. */
export async function demoCity(kernel: Kernel): Promise<void> {
  const { total } = await kernel.ask(listWatches, { actor, input: {} })
  if (total > 0) return
  const run = (action: AnyAction, input: object) => kernel.execute(action, { actor, input })
  const made = await run(createResource, { provider, content })
  await run(publishResource, { id: made.id, revision: made.revision, note: '演示数据' })
  for (const w of demoWatches) {
    const watch = await run(createWatch, { content: { ...w, resource: made.id } })
    await run(switchWatch, { id: watch.id, version: watch.version, on: true, reason: '演示' })
  }
  const pattern = await run(createPattern, { content: demoPattern })
  await run(switchPattern, { id: pattern.id, version: pattern.version, on: true, reason: '演示' })
  const { rows } = await kernel.ask(listWatches, { actor, input: { resource: made.id } })
  const watches = await Promise.all(rows.map((r) => getWatch(kernel.app.db, r.id)))
  // From before the first value, as if the watches had been on all the time.
  const stream = new Stream(kernel.app.db, made.id, {
    watches: watches.flatMap((w) => compileWatch(w) ?? []),
  })
  const now = kernel.clock.now()
  await stream.next(now)
  await run(deliver, { ...delivered(made.id, 'two weeks'), rows: demoRows(now, demoPoints()) })
  while ((await stream.next(now)).rows > 0);
  await stream.stop()
  await demoCounts(kernel)
}

/** Three years of simulated visits, and the signals of the planted outbreak as if the watch had been on when it began. */
async function demoCounts(kernel: Kernel): Promise<void> {
  const run = (action: AnyAction, input: object) => kernel.execute(action, { actor, input })
  const made = await run(createResource, { provider, content: visitContent })
  await run(publishResource, { id: made.id, revision: made.revision, note: '演示数据' })
  const now = kernel.clock.now()
  await run(deliver, { ...delivered(made.id, 'three years'), rows: demoVisits(now) })
  const { id, version } = await run(createWatch, { content: { ...demoVisitWatch, resource: made.id } })
  await run(switchWatch, { id, version, on: true, reason: '演示' })
  const watch = await getWatch(kernel.app.db, id)
  const counting = compileCount(watch)
  if (counting === undefined) throw new Error('the simulated visits are not counted')
  // The worker may have taken the watch up already: to it these days are history.
  const from = now.getTime() - (outbreakDaysAgo + 1) * 86_400_000
  const { found } = await replayCounts(kernel.app.db, counting, { from, until: now.getTime() })
  await putSignals(kernel.app.db, found, now)
}

const delivered = (resource: string, name: string) => ({
  resource,
  delivery: uuidv5(name, namespace),
  part: 1,
  last: true,
  mode: 'merge',
  channel: 'api',
  source: '模拟数据',
  firstLine: 1,
})

const content = {
  name: '城市运行感知（模拟）',
  kind: 'theme',
  classification: { class: '3', item: '07', subitem: '001', detail: '' },
  abstract: '演示用的模拟数据：燃气、水位、空气、发热门诊和客流传感器，每小时一个值，含预埋的异常',
  format: '数据库',
  keywords: ['模拟', '感知', '预警'],
  share: { type: 'unconditional', condition: '', mode: 'interface' },
  openness: { type: 'conditional', condition: '用于演示' },
  // Nobody simulates on: it is not called late.
  cycle: { every: 1, unit: 'irregular', graceHours: 0 },
  owner: { org: provider, title: '数据管理科科长', account: null },
  steward: { org: provider, title: '数据管理科科员', account: null },
  shape: 'events',
  items: [
    { name: 'sensor', title: '传感器', type: 'text', required: true },
    {
      name: 'kind',
      title: '种类',
      type: 'text',
      required: true,
      values: ['gas', 'level', 'pm25', 'fever', 'crowd'],
    },
    { name: 'at', title: '时间', type: 'time', required: true },
    { name: 'place', title: '镇街', type: 'place', required: true },
    { name: 'position', title: '位置', type: 'point' },
    { name: 'value', title: '数值', type: 'decimal', required: true },
  ],
  rules: [],
  scope: { places: [], placeItem: 'place', timeItem: 'at', from: null },
}

const visitContent = {
  ...content,
  name: '腹泻就诊（模拟）',
  abstract: '演示用的模拟数据：两个肠道门诊三年的每日就诊人次，含一次预埋的暴发；没有个人信息',
  keywords: ['模拟', '症状监测', '预警'],
  items: demoVisitItems,
}
