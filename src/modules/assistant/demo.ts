import { v7 as uuidv7 } from 'uuid'
import type { Database } from '#kernel/database'
import { anonymous as actor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import type { AppealActions } from '#modules/appeals'
import { rateTurn, startConversation } from './actions.ts'
import { answerQuestion, handOver } from './ask.ts'
import type { Library } from './register.ts'
import { approveInDemo } from './seed.ts'
import { tables } from './tables.ts'

interface Asked {
  readonly question: string
  /** Whether the resident said that it helped; absent: said nothing. */
  readonly helpful?: boolean
}

interface Told {
  readonly asked: readonly Asked[]
  /** What became an appeal in the end. */
  readonly appeal?: { readonly text: string; readonly address: string }
}

/** Written for the demo: matters of guides, dialect, chat, things that no guide holds, and one that goes on to people. */
const conversations: readonly Told[] = [
  { asked: [{ question: '最低生活保障怎么申请', helpful: true }, { question: '低保多久能办好' }] },
  { asked: [{ question: '娃儿上小学啷个报名', helpful: true }] },
  {
    asked: [
      { question: '结婚登记要带什么材料', helpful: true },
      { question: '周末可以办结婚登记吗', helpful: false },
    ],
  },
  { asked: [{ question: '身份证丢了怎么补', helpful: true }] },
  { asked: [{ question: '居住证怎么办理' }, { question: '居住证办好要多久', helpful: true }] },
  { asked: [{ question: '老年人公交卡在哪里办' }] },
  { asked: [{ question: '失业了能领多少钱' }, { question: '失业金怎么申请', helpful: true }] },
  { asked: [{ question: '公租房申请条件', helpful: true }] },
  { asked: [{ question: '医保断交了怎么补' }] },
  { asked: [{ question: '明天会不会下雨' }] },
  { asked: [{ question: '哪里可以学跳广场舞' }] },
  { asked: [{ question: '宠物狗怎么上户口', helpful: false }] },
  { asked: [{ question: '宠物狗怎么上户口' }] },
  { asked: [{ question: '家里有煤气味，像是漏气了' }] },
  {
    asked: [{ question: '楼下烧烤摊油烟熏人找哪个管', helpful: false }],
    appeal: {
      text: '楼下烧烤摊每天晚上油烟直往家里灌，窗户都不敢开，请来看看。',
      address: '虎溪街道大学城中路',
    },
  },
]

interface Parts {
  readonly appeals: Pick<AppealActions, 'submit' | 'onCase'>
  readonly library: (db: Database) => Promise<Library>
}

/** In the demo city the shipped version is approved, and visitors have asked: by the real actions, once (模拟). */
export async function demoAssistant(kernel: Kernel, parts: Parts): Promise<void> {
  await approveInDemo(kernel)
  const begun = await tables(kernel.app.db)
    .selectFrom('assistant_conversations')
    .select('id')
    .limit(1)
    .executeTakeFirst()
  if (begun !== undefined) return
  for (const told of conversations) await tell(kernel, parts, told)
}

async function tell(kernel: Kernel, { appeals, library }: Parts, { asked, appeal }: Told): Promise<void> {
  const { id } = await kernel.execute(startConversation, { actor, input: {} })
  const request = (body: object) => ({ actor, body, key: undefined, trace: uuidv7() })
  for (const { question, helpful } of asked) {
    const turn = await answerQuestion(kernel, request({ id, question }), library)
    if (helpful !== undefined)
      await kernel.execute(rateTurn, { actor, input: { id, seq: turn.seq, helpful } })
  }
  if (appeal !== undefined) await handOver(kernel, request({ id, ...appeal, anonymous: true }), appeals)
}
