import { createHash } from 'node:crypto'
import { proposeAlgorithm } from '#kernel/decisions'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { type LinkageKind, linkageKinds } from './contract.ts'
import { settingsOf } from './rules.ts'

/** Grows when the code judges otherwise with the same settings. */
const revision = 'fellegi-sunter-1'

const names: Readonly<Record<LinkageKind, { zh: string; en: string }>> = {
  person: { zh: '自然人关联算法', en: 'Linkage of people' },
  enterprise: { zh: '企业关联算法', en: 'Linkage of enterprises' },
}

/** What the register knows of a kind of linkage. */
export function linkageAlgorithm(kind: LinkageKind) {
  const hash = createHash('sha256')
    .update(`${revision} ${JSON.stringify(settingsOf[kind])}`)
    .digest('hex')
  return { code: `linkage.${kind}`, version: hash.slice(0, 12), hash } as const
}

/** Puts both kinds into the register as proposed: nothing is linked before a person approved it. */
export async function registerAlgorithms(kernel: Kernel): Promise<void> {
  for (const kind of linkageKinds) {
    const input = {
      ...linkageAlgorithm(kind),
      ...names[kind],
      purposeZh:
        '判断不同部门的记录是否为同一主体，只给出概率和理由；存疑的由人判断，人工认定始终优先，任何人都可以把合并的拆开。',
      purposeEn:
        'Weighs whether records of several departments are about one subject, with reasons; people judge what is doubtful, and their word stands.',
      ownerOrg: 'cq.digital',
      rights: false,
      automaticAbove: null,
      figures:
        kind === 'person'
          ? { n: 1_000_000, precision: 0.9972, recall: 0.9924, set: 'synthetic people, see models/linkage' }
          : { n: 0, note: 'not measured on labelled pairs' },
    }
    await kernel.execute(proposeAlgorithm, { actor: systemActor('seed'), input })
  }
}
