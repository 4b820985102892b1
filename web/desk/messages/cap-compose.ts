import type { Texts } from '../../ui/i18n.tsx'

/** Composing an alert. */
export const composeTexts = {
  title: { zh: '编写预警', en: 'Compose an alert' },
  'title.warning': { zh: '发布预警信息', en: 'Publish an alert' },
  'title.update': { zh: '更新：写出现在的全部内容', en: 'Update: say all that holds now' },
  'status.hint': {
    zh: '演练和测试会在每段文字前标明，并只出现在演练地址。',
    en: 'Exercises and tests are marked in every text and stand at addresses of their own.',
  },
  'exercise.only': {
    zh: '所属预警是演练或模拟数据：只能发布为演练或测试，不会通知未参加演练的居民。',
    en: 'The warning is an exercise or of simulated data: it is published as Exercise or Test only, and told to nobody who does not take part.',
  },
  'from.warning': {
    zh: '内容取自预警 {number}，请核对后发布。',
    en: 'Taken from warning {number}: check it before you publish.',
  },
  'from.warning.only': {
    zh: '发布预警信息由预警值班员办理。',
    en: 'Only a warning officer publishes alerts.',
  },
  'back.warning': { zh: '返回预警', en: 'Back to the warning' },
  'restriction.hint': { zh: '谁可以看、为什么', en: 'Who may see it, and why' },
  'event.hint': { zh: '如：暴雨、停水、危化品泄漏', en: 'Such as rainstorm, water cut, chemical leak' },
  'headline.hint': {
    zh: '一句话，居民会在短信里看到',
    en: 'One sentence; residents read it in a text message',
  },
  'instruction.hint': { zh: '让居民马上知道该做什么', en: 'What people should do now' },
  'area.desc': { zh: '区域说明', en: 'Area in words' },
  'area.desc.hint': { zh: '不填就用所选区划的名称', en: 'Left empty, the names of the places are used' },
  'place.add': { zh: '添加区划', en: 'Add a place' },
  'place.none': { zh: '还没有选区划', en: 'No place yet' },
  'place.remove': { zh: '去掉', en: 'Remove' },
  english: { zh: '加一段英文', en: 'Add a part in English' },
  'english.event': { zh: '事件（英文）', en: 'Event (English)' },
  'english.headline': { zh: '标题（英文）', en: 'Headline (English)' },
  'english.description': { zh: '情况（英文）', en: 'Description (English)' },
  'english.instruction': { zh: '怎么办（英文）', en: 'Instruction (English)' },
  'expires.hint': { zh: '北京时间', en: 'China Standard Time' },
  publish: { zh: '发布', en: 'Publish' },
  'publish.update': { zh: '发布更新', en: 'Publish the update' },
  'publish.exercise': { zh: '发布演练', en: 'Publish the exercise' },
  'publish.test': { zh: '发布测试', en: 'Publish the test' },
  told: {
    zh: '公开的实际预警会立即通知订阅了这些地方的居民。',
    en: 'A real public alert is sent at once to residents who asked for these places.',
  },
} as const satisfies Texts
