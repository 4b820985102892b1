import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { proposeAlgorithm } from '#kernel/decisions'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { defaultSettings } from '#models/clusters'

/** Grows when the code judges otherwise with the same settings. */
const revision = 'clusters-2'
const hash = createHash('sha256')
  .update(`${revision} ${JSON.stringify(defaultSettings)}`)
  .digest('hex')

/** What the register knows: groups messages for people to read; no step of a case follows from it by itself. */
export const issueAlgorithm = { code: 'appeal.hot-issue', version: hash.slice(0, 12), hash } as const

/** Puts this version into the register as proposed; no message is grouped before a person approves it. */
export async function registerAlgorithm(kernel: Kernel, root: string): Promise<void> {
  const figures = JSON.parse(await readFile(join(root, 'data/hot-issues/figures.json'), 'utf8'))
  const input = {
    ...issueAlgorithm,
    zh: '热点问题聚类算法',
    en: 'Grouping of appeals into hot issues',
    purposeZh:
      '把多人用不同说法反映的同一件事归到一起，供工作人员阅读；不改变任何诉求，归并、拆分、转任务由人决定。',
    purposeEn:
      'Groups what several people report in different words, for officers to read; it changes no appeal, and people merge, split and make tasks.',
    ownerOrg: 'cq.center',
    rights: false,
    automaticAbove: null,
    figures,
  }
  await kernel.execute(proposeAlgorithm, { actor: systemActor('seed'), input })
}
