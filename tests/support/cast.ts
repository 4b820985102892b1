import { createHash } from 'node:crypto'
import type { Case } from '../../src/kernel/cases/index.ts'
import {
  type Actor,
  algorithmActor,
  anonymous,
  type Post,
  type Role,
  systemActor,
} from '../../src/kernel/identity/define.ts'
import { savePerson } from '../../src/kernel/identity/index.ts'
import type { Kernel } from '../../src/kernel/module/index.ts'
import { type AppealActions, appealActions } from '../../src/modules/appeals/actions.ts'

/** The people and the appeals of the permission tests, made without HTTP so that there can be many. */

export const towns = [
  '50/500107/500107103',
  '50/500107/500107104',
  '50/500106/500106016',
  '50/500106/500106017',
] as const
const township = (place: string) => `town.${place.split('/').at(-1)}`
const everywhere = ['50']

export const text = {
  phone: '13812345678',
  idNumber: '110101199003074477',
  message: (n: number) =>
    `第${n}件：楼道灯坏了三个月，我叫李建国，电话13812345678，身份证号110101199003074477，请尽快派人维修。`,
} as const

export const applicants = [
  { name: '王小红', phone: '19900000001' },
  { name: '欧阳修文', phone: '19900000002' },
  { name: '赵一曼', phone: '19900000003' },
] as const

function officer(name: string, ...posts: [Role, string, readonly string[]][]): Actor {
  const id = `00000000-0000-4000-8000-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`
  return {
    kind: 'officer',
    id,
    name,
    person: null,
    posts: posts.map(([role, org, places]): Post => ({ role, org, places })),
  }
}

export function resident(name: string, person: string): Actor {
  return { kind: 'resident', id: person, name, person, posts: [] }
}

/** Everybody who could knock, with what makes each different. `people` are the applicants' person ids. */
export function castOf(people: readonly string[]): Actor[] {
  const [first = ''] = people
  return [
    officer('clerk of a township', ['clerk', 'town.500107103', [towns[0]]]),
    officer('clerk of a district', ['clerk', 'gxq.center', ['50/500107']]),
    officer('dispatcher of a district', ['dispatcher', 'gxq.center', ['50/500106']]),
    officer('dispatcher of the city', ['dispatcher', 'cq.center', everywhere]),
    officer('dispatcher of nowhere', ['dispatcher', 'cq.center', []]),
    officer('dispatcher of a lookalike', ['dispatcher', 'cq.center', ['50/50010']]),
    officer('handler housing', ['handler', 'gxq.housing', everywhere]),
    officer('handler urban', ['handler', 'gxq.urban', everywhere]),
    officer('handler township', ['handler', township(towns[1]), [towns[1]]]),
    officer('handler idle', ['handler', 'cq.water', everywhere]),
    officer('supervisor of a district', ['supervisor', 'gxq.center', ['50/500107']]),
    officer('supervisor of the city', ['supervisor', 'cq.center', everywhere]),
    officer('leader of a district', ['leader', 'gxq.center', ['50/500106']]),
    officer('leader of a township', ['leader', township(towns[0]), [towns[0]]]),
    officer('grid worker', ['grid-worker', township(towns[1]), [towns[1]]]),
    officer('auditor', ['auditor', 'gxq.center', []]),
    officer('admin', ['admin', 'gxq.center', everywhere]),
    officer(
      'dispatcher and handler',
      ['dispatcher', township(towns[2]), [towns[2]]],
      ['handler', 'gxq.housing', []],
    ),
    officer(
      'clerk and supervisor',
      ['clerk', 'gxq.center', ['50/500107']],
      ['supervisor', 'gxq.center', ['50/500106']],
    ),
    officer('without a post'),
    { ...officer('handler who is also an applicant', ['handler', 'gxq.urban', []]), person: first },
    ...people.map((p, n) => resident(`resident ${n + 1}`, p)),
    resident('stranger', '00000000-0000-4000-8000-0000000000ff'),
    anonymous,
    algorithmActor('appeal.category', '诉求分类算法'),
    systemActor('test'),
  ]
}

const centre = officer(
  '中心',
  ['dispatcher', 'cq.center', everywhere],
  ['clerk', 'cq.center', everywhere],
  ['supervisor', 'cq.center', everywhere],
)
const handlerOf = (org: string) => officer(org, ['handler', org, everywhere])
const reason = '承办人张伟（电话13912345678）已核实情况。'

type Step = readonly [
  action: keyof AppealActions['onCase'],
  by: 'centre' | 'lead' | 'co' | 'applicant' | 'neighbours',
  input: object,
]

const dispatch = (org: string): Step => ['dispatch', 'centre', { org, category: '0101', urgency: 'normal' }]
const accept: Step = ['accept', 'lead', {}]
const answer: Step = ['answer', 'lead', { text: `您好，${reason}` }]
const askCo = (org: string): Step => ['askCo', 'lead', { orgs: [org], workingDays: 2, reason }]

/** One row a state that can be reached, and the forks that matter to access: hold, co-handlers, an open extension. */
const lives = (lead: string, co: string): Readonly<Record<string, readonly Step[]>> => ({
  submitted: [],
  classified: [['classify', 'centre', { category: '0101', urgency: 'normal' }]],
  dispatched: [dispatch(lead)],
  accepted: [dispatch(lead), accept],
  held: [dispatch(lead), accept, ['hold', 'lead', { reason }]],
  shared: [dispatch(lead), accept, askCo(co), ['coAnswer', 'co', { text: reason }]],
  handled: [dispatch(lead), accept, askCo(co), ['handle', 'lead', { text: reason }]],
  extension: [dispatch(lead), accept, ['requestExtension', 'lead', { reason, days: 3 }]],
  disputed: [dispatch(lead), ['dispute', 'lead', { reason, legalBasis: '市政管理条例第三条' }]],
  answered: [dispatch(lead), accept, answer],
  rated: [dispatch(lead), accept, answer, ['rate', 'centre', { score: 1, solved: false, reason }]],
  closed: [dispatch(lead), accept, answer, ['close', 'centre', {}]],
  withdrawn: [['withdraw', 'applicant', { reason: '已经解决了' }]],
  followed: [dispatch(lead), accept, ['join', 'neighbours', { text: reason }]],
  merged: [dispatch(lead), accept, ['merge', 'centre', { reason }]],
})

const places = [...towns, '50/500107', '50'] as const
const leads = ['gxq.housing', 'gxq.urban', 'town.500107104', 'town.500106016'] as const

export interface Cast {
  readonly actors: readonly Actor[]
  readonly cases: readonly Case[]
  readonly people: readonly string[]
  readonly actions: AppealActions
}

/** Plants `count` appeals: every life in turn, over all places, leads, co-handlers and applicants. */
export async function plantCast(kernel: Kernel, count = 65): Promise<Cast> {
  const actions = appealActions({ clock: kernel.clock, key: () => kernel.key })
  const people: string[] = []
  for (const a of applicants)
    people.push(
      await kernel.app.db.transaction().execute((tx) => savePerson(tx, kernel.key, a, kernel.clock.now())),
    )
  const cases: Case[] = []
  for (let n = 0; n < count; n++)
    cases.push(await plantOne(kernel, actions, { people, main: cases[0]?.id ?? '' }, n))
  return { actors: castOf(people), cases, people, actions }
}

async function plantOne(
  kernel: Kernel,
  actions: AppealActions,
  { people, main }: { people: readonly string[]; main: string },
  n: number,
): Promise<Case> {
  const lead = leads[n % leads.length] ?? leads[0]
  const co = leads[(n + 1) % leads.length] ?? leads[1]
  const names = Object.keys(lives(lead, co))
  const life = lives(lead, co)[names[n % names.length] ?? ''] ?? []
  const person = people[n % 4] ?? people[0] ?? ''
  const isAnonymous = n % 4 === 3 && !life.some(([, by]) => by === 'applicant')
  const owner = resident('申请人', person)
  const receipt = await kernel.execute(actions.submit, {
    actor: isAnonymous ? anonymous : owner,
    input: {
      text: text.message(n),
      anonymous: isAnonymous,
      where: { place: places[n % places.length], address: `凤笙路${n}号3栋2单元501室` },
    },
  })
  const neighbours = people.filter((p) => isAnonymous || p !== person).map((p) => resident('邻居', p))
  const by = {
    centre: [centre],
    lead: [handlerOf(lead)],
    co: [handlerOf(co)],
    applicant: [owner],
    neighbours,
  }
  let version = 1
  let saved: Case | undefined
  for (const [action, who, input] of life)
    for (const actor of by[who]) {
      saved = (await kernel.execute(actions.onCase[action] as never, {
        actor,
        input: { id: receipt.id, version, ...(action === 'merge' ? { main } : {}), ...input },
      })) as Case
      version = saved.version
    }
  return saved ?? (await readCase(kernel, receipt.id))
}

async function readCase(kernel: Kernel, id: string): Promise<Case> {
  const row = await kernel.app.db
    .selectFrom('cases')
    .select('document')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.document as Case
}

/** A valid input for every action of an appeal, so that a refusal is about the actor and never about the input. */
export const inputs: Readonly<Record<keyof AppealActions['onCase'], object>> = {
  propose: {
    proposal: {
      decision: '00000000-0000-4000-8000-000000000001',
      category: '01',
      leaf: null,
      leafWords: [],
      urgency: 'normal',
      urgencyWords: [],
      org: null,
      duty: null,
      confidence: 0.5,
      terms: [],
      alternatives: [],
    },
  },
  classify: { category: '0101', urgency: 'normal' },
  dispatch: { org: 'gxq.housing', category: '0101' },
  accept: {},
  assign: { assignee: '00000000-0000-4000-8000-000000000002' },
  handle: { text: '已到现场查看。' },
  answer: { text: '您好，已处理完毕。' },
  hold: { reason },
  resume: {},
  requestExtension: { reason, days: 3 },
  decideExtension: { approve: true },
  askCo: { orgs: ['gxq.police'], workingDays: 2, reason },
  coAnswer: { text: '已协助排查完毕。' },
  urgeCo: {},
  giveBack: { reason },
  dispute: { reason, legalBasis: '市政管理条例第三条' },
  arbitrate: { org: 'gxq.police', reason },
  settle: { reason },
  transfer: { org: 'gxq.police', reason },
  supervise: { reason },
  escalate: {},
  remind: { clock: 'answer' },
  comment: { text: '补充一点情况。' },
  note: { text: '内部备注。' },
  attach: { files: ['a'.repeat(64)] },
  rate: { score: 5, solved: true },
  revisit: { score: 4, solved: true },
  missVisit: { reason },
  reopen: { reason },
  close: {},
  withdraw: { reason },
  join: { text: '我家也是。' },
  leave: {},
  merge: { main: '00000000-0000-4000-8000-000000000003', reason },
  split: { reason },
  adopt: { case: '00000000-0000-4000-8000-000000000004', people: [] },
  release: { case: '00000000-0000-4000-8000-000000000004' },
  closeMerged: {},
}
