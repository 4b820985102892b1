import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { proposeAlgorithm } from '#kernel/decisions'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { categoryCode, shippedVersion } from './classifier.ts'

/** What every version of the classifier says of itself in the register. */
export const registerEntry = {
  code: categoryCode,
  zh: '诉求一级分类',
  en: 'Level-1 category of appeals',
  purposeZh: '读诉求文字，提出一级分类，供派单使用；低于阈值或有疑点时由派单员决定。',
  purposeEn:
    'Reads the message and proposes a level-1 category for dispatch; below the threshold, or in doubt, an officer decides.',
  ownerOrg: 'cq.center',
  rights: false,
} as const

const Measured = z.looseObject({
  selective: z.looseObject({ expected: z.looseObject({ threshold: z.number() }).nullable() }),
})

/** What was measured on held-out messages when these weights were made; see data/models/README.md. */
async function shippedFigures(root: string): Promise<z.output<typeof Measured>> {
  return Measured.parse(
    JSON.parse(await readFile(join(root, 'data/models/appeal-category.figures.json'), 'utf8')),
  )
}

/**
 * Puts the shipped weights into the register as proposed; they classify nothing before a person approves them. A
 * proposal acts without an officer above the threshold that the training rows have shown to keep the promise.
 */
export async function registerAlgorithm(kernel: Kernel, root: string): Promise<void> {
  const figures = await shippedFigures(root)
  const automaticAbove = figures.selective.expected?.threshold ?? null
  const input = { ...registerEntry, ...shippedVersion(root), automaticAbove, figures }
  await kernel.execute(proposeAlgorithm, { actor: systemActor('seed'), input })
}
