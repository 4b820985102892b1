import { createHash } from 'node:crypto'
import { type Algorithm, proposeAlgorithm } from '#kernel/decisions'
import type { Judgement } from '#kernel/decisions/define'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import type { GradingTable, Proposal } from './contract/grading.ts'
import { type GradingFacts, propose } from './rules.ts'

/** Grows when the code judges otherwise by the same table. */
const revision = 'grading-rules-1'
const hash = createHash('sha256').update(revision).digest('hex')

/** Decisions are kept by place; the catalogue is the whole city's. */
export const decisionDistrict = '50'

interface GradingInput {
  readonly table: GradingTable
  readonly facts: GradingFacts
}

/** Reads a level off a description by the office's table. Nobody has measured how often it is right: a person always decides. */
export const gradingAlgorithm: Algorithm<GradingInput, Pick<Proposal, 'level' | 'items' | 'impacts'>> = {
  code: 'catalogue.grading',
  name: '数据定级建议',
  version: hash.slice(0, 12),
  hash,
  judge({ table, facts }): Judgement<Pick<Proposal, 'level' | 'items' | 'impacts'>> {
    const { lines, ...output } = propose(table, facts)
    return { output, confidence: 0.5, explanation: lines, label: output.level, doubts: ['not-measured'] }
  },
}

/** Puts this version into the register as proposed. Until a person approves it, needs carry no recorded judgement. */
export async function registerGrading(kernel: Kernel): Promise<void> {
  const { code, version } = gradingAlgorithm
  await kernel.execute(proposeAlgorithm, {
    actor: systemActor('seed'),
    input: {
      code,
      version,
      hash,
      zh: '数据定级建议',
      en: 'Proposal of data levels',
      purposeZh:
        '按定级规则表，从数据资源的信息项、共享类型、数据量、覆盖范围和来源读出建议级别；由人确认，不自动生效。',
      purposeEn:
        'Reads a level off a data resource’s items, sharing, volume, coverage and sources by the office’s table; a person confirms it.',
      ownerOrg: 'cq.digital',
      rights: false,
      automaticAbove: null,
      figures: {},
    },
  })
}
