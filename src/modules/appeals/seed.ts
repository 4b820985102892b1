import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { proposeAlgorithm } from '#kernel/decisions'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { categoryCode, shippedVersion } from './classifier.ts'

/** Share of messages above which a proposal acts without an officer; changed on the register's page. */
const automaticAbove = 0.8

/** What was measured on held-out messages when these weights were made; see data/models/README.md. */
async function shippedFigures(root: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(root, 'data/models/appeal-category.figures.json'), 'utf8'))
}

/** Puts the shipped weights into the register as proposed; they classify nothing before a person approves them. */
export async function registerAlgorithm(kernel: Kernel, root: string): Promise<void> {
  const { version, hash } = shippedVersion(root)
  const input = {
    code: categoryCode,
    version,
    hash,
    zh: '诉求一级分类',
    en: 'Level-1 category of appeals',
    purposeZh: '读诉求文字，提出一级分类，供派单使用；低于阈值由派单员决定。',
    purposeEn:
      'Reads the message and proposes a level-1 category for dispatch; below the threshold an officer decides.',
    ownerOrg: 'cq.center',
    rights: false,
    automaticAbove,
    figures: await shippedFigures(root),
  }
  await kernel.execute(proposeAlgorithm, { actor: systemActor('seed'), input })
}
