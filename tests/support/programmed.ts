import { type Manifest, streetLights } from './scenarios.ts'

const code = `
export const commands = {
  repair(input, ctx) {
    const lamp = ctx.get('lamps', input.cabinet) ?? ctx.refuse('没有控制箱 ' + input.cabinet, 'no cabinet ' + input.cabinet)
    if (ctx.get('repairs', input.cabinet + input.day)) return { known: true }
    const said = [input.cabinet, input.day, lamp.road].join('|')
    ctx.put('repairs', { no: input.cabinet + input.day, cabinet: input.cabinet, place: lamp.place, at: ctx.now, by: ctx.actor.party?.key ?? ctx.actor.org,
      cost: input.cost ?? 0, said, signature: ctx.actor.party ? ctx.sign(said) : '' })
    ctx.keep('repaired', (ctx.note('repaired') ?? 0) + 1)
    return { repaired: ctx.note('repaired') }
  },
  hang() { for (;;) {} },
  spoil(input, ctx) { ctx.put('repairs', { no: 'x', cabinet: 'no cabinet' }) },
}
export const reactions = {
  dark(changes, ctx) {
    for (const { data } of changes) {
      if (data === null) continue
      if (data.dark === 499) throw new Error('499 lamps')
      const lamp = ctx.get('lamps', data.cabinet)
      const count = (ctx.note('cabinet:' + data.cabinet) ?? 0) + 1
      ctx.keep('cabinet:' + data.cabinet, count)
      ctx.put('states', { cabinet: data.cabinet, place: data.place, road: lamp?.road ?? '?', readings: count, dark: data.dark })
    }
  },
}
`
const text = (name: string, more: object = {}) => ({ name, title: name, type: 'text', length: 200, ...more })
const whole = (name: string) => ({ name, title: name, type: 'integer' })

const title = { zh: '登记维修', en: 'Enter a repair' }

function addResources(m: Manifest): void {
  const [lamps] = m.resources
  const place = { name: 'place', title: 'place', type: 'place', required: true }
  const own = (c: string, name: string, items: object[], scope: object) => ({
    ...lamps,
    code: c,
    name,
    items,
    scope: { placeItem: 'place', ...scope },
  })
  m.resources.push(
    own(
      'repairs',
      '路灯维修记录',
      [
        text('no', { key: true, required: true }),
        text('cabinet', { pattern: 'LD-\\d{4}' }),
        place,
        { name: 'at', title: 'at', type: 'time' },
        text('by'),
        whole('cost'),
        text('said'),
        text('signature'),
      ],
      { timeItem: 'at' },
    ),
    own(
      'states',
      '路灯现状',
      [text('cabinet', { key: true, required: true }), place, text('road'), whole('readings'), whole('dark')],
      {},
    ),
  )
}

function addProgram(m: Manifest): void {
  m.parties = [{ code: 'crew', title: { zh: '维修队', en: 'Crew' }, resource: 'lamps', label: 'road' }]
  const who = { roles: ['data-manager', 'handler'], parties: ['crew'] }
  m.program = {
    code,
    commands: [
      {
        code: 'repair',
        title,
        who,
        input: [
          text('cabinet', { required: true, pattern: 'LD-\\d{4}' }),
          text('day', { required: true }),
          whole('cost'),
        ],
        output: [{ name: 'repaired', title: { zh: '累计维修', en: 'Repairs so far' }, kind: 'integer' }],
      },
      { code: 'hang', title, who: { roles: ['data-manager'] } },
      { code: 'spoil', title, who: { roles: ['data-manager'] } },
    ],
    reactions: [
      {
        code: 'dark',
        resource: 'readings',
        with: [{ resource: 'lamps', item: 'cabinet' }],
        notes: ['cabinet'],
      },
    ],
  }
}

function addPages(m: Manifest): void {
  const repairs = { resource: 'repairs' }
  m.indicators = [
    {
      code: 'cost',
      title: { zh: '每次费用', en: 'Cost each' },
      formula: { zh: '费用 ÷ 次数', en: 'cost ÷ repairs' },
      numerator: { ...repairs, sum: 'cost' },
      denominator: repairs,
      beside: [{ title: { zh: '次数', en: 'Repairs' }, measure: repairs }],
      by: ['cabinet'],
    },
  ]
  m.pages = [
    {
      code: 'desk',
      title,
      who: { roles: ['data-manager'] },
      blocks: [
        {
          kind: 'table',
          resource: 'repairs',
          columns: ['no', 'cabinet', 'by'],
          filters: ['cabinet'],
          commands: ['repair'],
        },
        { kind: 'indicator', indicator: 'cost', show: 'bars', by: 'cabinet', period: '7-days' },
        { kind: 'table', resource: 'states', columns: ['cabinet', 'road', 'readings', 'dark'] },
      ],
    },
    {
      code: 'phone',
      title,
      layout: 'phone',
      who: { parties: ['crew'] },
      blocks: [
        { kind: 'command', command: 'repair' },
        { kind: 'table', resource: 'repairs', columns: ['no', 'cabinet'], own: 'by' },
      ],
    },
  ]
}

/** The example with a program: repairs by command, a state of each cabinet by reaction. */
export function withProgram(change: (m: Manifest) => void = () => {}): Manifest {
  return streetLights((m) => {
    addResources(m)
    addProgram(m)
    addPages(m)
    change(m)
  })
}
