import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { judgeAlgorithm, proposeAlgorithm } from '#kernel/decisions'
import { findActor } from '#kernel/identity'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { loadSynonyms } from '#modules/duties'
import { importPassages, seedSynonyms } from './actions.ts'
import { answerCode, answerVersion } from './algorithm.ts'
import { type PassageRow, SaveSynonym } from './contract.ts'
import { tables } from './tables.ts'

const actor = systemActor('seed')

/** The card in the algorithm register, the service guides and the words of the people; once each. */
export async function seedAssistant(kernel: Kernel): Promise<void> {
  await proposeAnswering(kernel)
  const passage = await tables(kernel.app.db)
    .selectFrom('assistant_passages')
    .select('id')
    .limit(1)
    .executeTakeFirst()
  if (passage === undefined) {
    const rows = await readGuides(kernel.config.root)
    await kernel.execute(importPassages, { actor, input: { rows } })
  }
  const synonym = await tables(kernel.app.db)
    .selectFrom('assistant_synonyms')
    .select('say')
    .limit(1)
    .executeTakeFirst()
  if (synonym === undefined)
    await kernel.execute(seedSynonyms, { actor, input: { rows: await readSynonyms(kernel.config.root) } })
}

/** Measured by scripts/evaluate-retrieval.ts on questions that chose no parameter. */
const figures = {
  'R@1 gov-faq-kaohsiung': 0.68,
  'R@5 gov-faq-kaohsiung': 0.884,
  'R@1 policy-qa-ncp': 0.153,
  'R@5 policy-qa-ncp': 0.266,
  n: 569,
}

/** At this calibrated confidence .63 of questions in scope are answered, .82 of them rightly, and .009 of those out of scope. */
const automaticAbove = 0.5

async function proposeAnswering(kernel: Kernel): Promise<void> {
  await kernel.execute(proposeAlgorithm, {
    actor,
    input: {
      code: answerCode,
      ...answerVersion,
      zh: '问一问：找到能回答问题的资料',
      en: 'Assistant: finds the passage that answers a question',
      purposeZh:
        '读居民的问题，从办事指南、法规和经允许引用的答复中找出原文并引用；把握不足时只给候选或说明不知道，并可转人工。不作任何决定和承诺。',
      purposeEn:
        'Reads a question and quotes guides, regulations and past answers; below the threshold it offers candidates or says that it does not know. It decides and promises nothing.',
      ownerOrg: 'cq.center',
      rights: false,
      automaticAbove,
      figures,
    },
  })
}

const Guide = z.object({
  code: z.string(),
  zh: z.string(),
  keywords: z.array(z.string()),
  summary: z.string(),
  who: z.string(),
  materials: z.array(z.string()),
  steps: z.array(z.string()),
  where: z.string(),
  online: z.string(),
  timeLimit: z.string(),
  fee: z.string(),
})

/** Day on which the project wrote its guides. */
const writtenOn = '2026-11-24'

async function readGuides(root: string): Promise<PassageRow[]> {
  const guides = z
    .array(Guide)
    .parse(JSON.parse(await readFile(join(root, 'data/guides/guides.json'), 'utf8')))
  return guides.map((g) => ({
    district: '',
    source: 'guide',
    document: g.code,
    section: '',
    title: g.zh,
    keywords: g.keywords.join(' '),
    text: [
      g.summary,
      `谁能办：${g.who}`,
      `要带的材料：${g.materials.join('；')}。`,
      `怎么办：${g.steps.map((s, i) => `${i + 1}. ${s}`).join('；')}。`,
      `在哪里办：${g.where}。`,
      `网上办：${g.online}`,
      `多久办好：${g.timeLimit}。`,
      `收费：${g.fee}。`,
    ].join('\n'),
    versionDate: writtenOn,
    url: '',
  }))
}

/** Words for matters of appeals and words for questions, both written by the project; fillers that mean nothing are left out. */
async function readSynonyms(root: string) {
  const own = z
    .array(SaveSynonym)
    .parse(JSON.parse(await readFile(join(root, 'data/guides/synonyms.json'), 'utf8')))
  const all = new Map([...loadSynonyms(), ...own].map(({ say, means }) => [say, [...means]]))
  return [...all].map(([say, means]) => ({ say, means: means.slice(0, 12) }))
}

/** In the demo city an officer approves the shipped version, so that a visitor sees it answer. */
export async function approveInDemo(kernel: Kernel): Promise<void> {
  const { db } = kernel.app
  const entry = await kernel.app.db
    .selectFrom('algorithms')
    .select('status')
    .where('code', '=', answerCode)
    .where('version', '=', answerVersion.version)
    .executeTakeFirst()
  const account = await db
    .selectFrom('accounts')
    .select('id')
    .where('login', '=', 'leader')
    .executeTakeFirst()
  const leader = account === undefined ? undefined : await findActor(db, account.id)
  if (entry?.status !== 'proposed' || leader === undefined) return
  await kernel.execute(judgeAlgorithm, {
    actor: leader,
    input: {
      code: answerCode,
      version: answerVersion.version,
      status: 'approved',
      reason: '演示环境：批准随产品提供的首个版本，只引用资料，不作承诺。',
    },
  })
}
