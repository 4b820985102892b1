import { type Manifest, streetLights } from './scenarios.ts'

const text = (name: string, title: string, more: object = {}) => ({
  name,
  title,
  type: 'text',
  length: 200,
  ...more,
})
const words = (zh: string, en: string) => ({ zh, en })
const place = { name: 'place', title: '所在镇街', type: 'place', required: true }
const column = (name: string, title: string, type = 'text') => ({ name, title: words(title, name), type })

/** Street lights with a kind of case: a fault is repaired by whom the duty list names, and looked at by the department. */
export function withCases(change: (m: Manifest) => void = () => {}): Manifest {
  return streetLights((m) => {
    addResources(m)
    addTable(m)
    addCaseType(m)
    m.limits.casesPerDay = 20
    change(m)
  })
}

function addResources(m: Manifest): void {
  const [lamps] = m.resources
  const own = (code: string, name: string, items: object[], scope: object) => ({
    ...lamps,
    code,
    name,
    items,
    scope: { placeItem: null, ...scope },
  })
  m.resources.push(
    own(
      'faults',
      '路灯故障',
      [
        text('no', '故障号', { key: true, required: true }),
        text('what', '故障', { required: true }),
        text('kind', '种类', { required: true }),
        { name: 'lamps', title: '涉及盏数', type: 'integer' },
        place,
        { name: 'point', title: '坐标', type: 'point' },
      ],
      { placeItem: 'place' },
    ),
    own(
      'works',
      '路灯维修事项',
      [
        text('number', '事项编号', { key: true, required: true }),
        text('kind', '类别'),
        text('subject', '故障号'),
        text('stage', '阶段'),
        text('lead', '主办单位'),
        { name: 'over', title: '是否办结', type: 'boolean' },
        { name: 'at', title: '时间', type: 'time' },
      ],
      { timeItem: 'at' },
    ),
  )
}

function addTable(m: Manifest): void {
  m.tables = [
    {
      code: 'who',
      title: words('故障由谁处理', 'Who handles a fault'),
      inputs: [column('kind', '种类'), column('lamps', '涉及盏数', 'number')],
      outputs: [
        column('duty', '主办事项'),
        column('helper', '协办事项'),
        column('urgency', '紧急程度'),
        column('days', '时限', 'number'),
      ],
      rows: [
        {
          conditions: [{ input: 'kind', op: '=', values: ['signal'] }],
          outputs: { duty: '030402', helper: '010703', urgency: 'urgent', days: 1 },
          note: words('信号灯由交警主办', 'Signals are the traffic police’s'),
        },
        {
          conditions: [{ input: 'lamps', op: '>=', values: ['10'] }],
          outputs: { duty: '010703', helper: '', urgency: 'urgent', days: 2 },
        },
        {
          conditions: [{ input: 'kind', op: '=', values: ['nobody'] }],
          outputs: { duty: '999999', helper: '', urgency: 'normal', days: 3 },
        },
      ],
      otherwise: { duty: '010703', helper: '', urgency: 'normal', days: 5 },
    },
  ]
}

function addCaseType(m: Manifest): void {
  m.caseTypes = [
    {
      code: 'repair',
      title: words('路灯维修', 'Street-light repair'),
      opens: {
        resource: 'faults',
        where: [{ item: 'kind', in: ['dark', 'signal', 'nobody'] }],
        subject: 'what',
        point: 'point',
      },
      shows: ['no', 'kind', 'lamps'],
      dispatch: { table: 'who', lead: 'duty', with: ['helper'], urgency: 'urgency', days: 'days' },
      stages: [
        { code: 'found', title: words('待派修', 'Found') },
        { code: 'working', title: words('维修中', 'Being repaired') },
        { code: 'checking', title: words('待复核', 'To be looked at') },
      ],
      steps: [
        {
          code: 'start',
          title: words('派修', 'Send a crew'),
          from: ['found'],
          to: 'working',
          input: [text('crew', '班组', { required: true })],
        },
        {
          code: 'mend',
          title: words('修复', 'Mended'),
          from: ['working'],
          to: 'checking',
          photos: true,
          input: [
            text('done', '处理情况', { required: true }),
            { name: 'parts', title: '更换盏数', type: 'integer', least: '0' },
          ],
        },
        {
          code: 'again',
          title: words('退回重修', 'Once more'),
          from: ['checking'],
          to: 'working',
          by: 'department',
          input: [text('why', '原因', { required: true })],
        },
        {
          code: 'confirm',
          title: words('复核通过', 'Confirmed'),
          from: ['checking'],
          to: null,
          by: 'department',
        },
      ],
      record: 'works',
    },
  ]
}
