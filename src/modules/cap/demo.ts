import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import type { CapActions } from './actions.ts'
import { CapAlert } from './contract.ts'
import { listAlertsQuery } from './queries.ts'
import { capTimeOf, marked, writeAlert } from './rules.ts'

const actor = systemActor('demo')
const hour = 3_600_000

/** Messages of a simulated office, as a feed would have brought them: a chain, an exercise, and one that is badly written. */
export async function demoCap(kernel: Kernel, actions: CapActions): Promise<void> {
  const asked = { actor, input: { origin: 'received', limit: 1 } }
  if ((await kernel.ask(listAlertsQuery, asked)).total > 0) return
  const now = kernel.clock.now()
  const source = {
    name: office,
    url: 'https://cap.example/feed.atom',
    places: ['50'],
    everyMinutes: 5,
    enabled: false,
  }
  const { id } = await kernel.execute(actions.saveSource, { actor, input: source })
  for (const alert of messages(now)) {
    const xml = Buffer.from(writeAlert(marked(CapAlert.parse(alert)))).toString('base64')
    await kernel.execute(actions.receive, { actor, input: { xml, source: id } })
  }
}

const sender = 'simulated@cap.example'
const office = '市级预警发布（模拟）'

const rain = {
  language: 'zh-CN',
  category: ['Met'],
  event: '暴雨',
  responseType: ['Prepare', 'Avoid'],
  urgency: 'Expected',
  severity: 'Moderate',
  certainty: 'Likely',
  senderName: office,
  area: [
    {
      areaDesc: '九龙坡区、沙坪坝区',
      geocode: ['500107', '500106'].map((value) => ({ valueName: 'GB/T 2260', value })),
      polygon: [
        [
          [29.65, 106.25],
          [29.65, 106.5],
          [29.4, 106.5],
          [29.4, 106.25],
          [29.65, 106.25],
        ],
      ],
    },
  ],
}

const yellow = {
  ...rain,
  headline: '暴雨黄色预警（模拟）',
  description: '预计未来 6 小时，部分街道降雨量将达 50 毫米以上。',
  instruction: '请检查排水，远离低洼处。',
}

const orange = {
  ...rain,
  severity: 'Severe',
  headline: '暴雨橙色预警（模拟）',
  description: '过去 3 小时降雨量已达 50 毫米，雨势将持续。',
  instruction: '请停止户外作业，地下空间人员尽快转移。',
}

const drill = {
  ...rain,
  category: ['Fire'],
  event: '森林火险',
  headline: '森林火险红色预警（模拟）',
  description: '演练科目：林区封山。',
  instruction: '请参演人员到集结点。',
}

/** Breaks a rule, so that the list has one to show: markup in a text. */
const heat = {
  ...rain,
  event: '高温',
  headline: '高温黄色预警（模拟）',
  description: '最高气温<b>37</b>度。',
  instruction: '请注意防暑。',
}

function messages(now: Date): object[] {
  const time = (hours: number) => capTimeOf(new Date(now.getTime() + hours * hour))
  const message = (identifier: string, sent: number, info: object, expires: number, more: object = {}) => ({
    identifier,
    sender,
    sent: time(sent),
    status: 'Actual',
    scope: 'Public',
    msgType: 'Alert',
    info: [{ ...info, expires: time(expires) }],
    ...more,
  })
  const references = [{ sender, identifier: 'simulated-rain-1', sent: time(-5) }]
  return [
    message('simulated-heat-1', -30, heat, -6),
    message('simulated-rain-1', -5, yellow, 6),
    message('simulated-rain-2', -2, orange, 10, { msgType: 'Update', references }),
    message('simulated-fire-drill', -1, drill, 6, { status: 'Exercise', note: '年度森林防火演练' }),
  ]
}
