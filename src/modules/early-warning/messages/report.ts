import type { Messages } from '#kernel/i18n/define'

/** Refusals about reports. */
export const warningReportMessages = {
  'warning-report.not-found': {
    zh: '没有这份治理报告，或您无权查看。',
    en: 'There is no such report, or you may not see it.',
  },
  'warning-report.no-scope': {
    zh: '没有这个地区，请重新选择。',
    en: 'There is no such place: choose again.',
  },
  'warning-report.period': {
    zh: '请选已经结束的日、周一开始的周或从一号开始的月；专题报告的止日不早于起日、不晚于今天，最长一年。',
    en: 'Choose a day, a week from a Monday or a month from its first day that is over; a special report ends on or after its first day, not after today, and spans a year at most.',
  },
  'warning-report.reason-needed': {
    zh: '这份报告已有，重新生成请写明原因。',
    en: 'This report is there already: say why it is made again.',
  },
  'warning-report.already-signed': { zh: '这一版已签发。', en: 'This version is signed already.' },
  'warning-report.no-model': {
    zh: '没有配置语言模型，不能润色。',
    en: 'No language model is configured, so nothing is reworded.',
  },
  'warning-report.already-worded': {
    zh: '这一版已润色过。',
    en: 'This version has been reworded already.',
  },
  'warning-report.model-failed': {
    zh: '语言模型没有给出可用的文字，原文不变，可以稍后再试。',
    en: 'The language model gave no usable text; the original stays. Try again later.',
  },
  'warning-report.wording-refused': {
    zh: '润色稿与原文不符（第 {n} 句：{was}），已弃用，原文不变。',
    en: 'The new wording does not say the same (sentence {n}: {was}) and was refused; the original stays.',
  },
} as const satisfies Messages

/** Sentences of the reports. No template holds a number: each stands in a figure, with its source. */
export const warningSentences = {
  'only-real': {
    zh: '本报告只统计真实预警，不含演练和模拟数据。',
    en: 'This report counts real warnings only: no exercises, no simulated data.',
  },
  'only-exercise': {
    zh: '本报告只统计演练和模拟数据的预警，不含任何真实预警。',
    en: 'This report counts exercises and simulated data only: nothing in it is real.',
  },
  raised: {
    zh: '本期发出预警 {raised} 个，上一期 {before} 个，{change}。',
    en: '{raised} warnings were raised, {before} in the period before: {change}.',
  },
  levels: {
    zh: '按曾达到的最高级别：红色 {red} 个，橙色 {orange} 个，黄色 {yellow} 个，蓝色 {blue} 个。',
    en: 'By the highest level reached: {red} red, {orange} orange, {yellow} yellow, {blue} blue.',
  },
  domains: {
    zh: '按领域：安全生产 {work} 个，公共秩序 {order} 个，公共卫生 {health} 个，生态环境 {environment} 个。',
    en: 'By domain: {work} work safety, {order} public order, {health} public health, {environment} environment.',
  },
  closed: {
    zh: '本期办结 {closed} 个，期末未办结 {open} 个。',
    en: '{closed} were closed in the period; {open} were open at its end.',
  },
  'most-place': {
    zh: '发出预警最多的是{place}，{count} 个。各地情况见下表。',
    en: 'Most were in {place}: {count}. The table shows each place.',
  },
  'no-place': { zh: '本期各地预警共 {count} 个。', en: 'All places together: {count} warnings.' },
  high: {
    zh: '本期红色和橙色预警共 {count} 个，较近的逐个说明如下。',
    en: '{count} warnings reached red or orange; the newest follow one by one.',
  },
  'no-high': {
    zh: '本期红色和橙色预警 {count} 个，无需逐个说明。',
    en: '{count} warnings reached red or orange: there is none to tell of.',
  },
  noticed: {
    zh: '{place}“{title}”达到{level}，发出 {wait} 分钟后得到确认，{org}处置，现为“{state}”。',
    en: '{place}, “{title}”: {level}, noticed after {wait} minutes, handled by {org}, now “{state}”.',
  },
  unnoticed: {
    zh: '{place}“{title}”达到{level}，到生成时已发出 {wait} 分钟，尚未确认，{org}处置，现为“{state}”。',
    en: '{place}, “{title}”: {level}, raised {wait} minutes before this was made and not noticed yet, handled by {org}, now “{state}”.',
  },
  judged: {
    zh: '本期预警中已核定 {judged} 个：准确 {right} 个，误报 {wrong} 个，过早 {early} 个，过晚 {late} 个；另补记漏报 {missed} 起。',
    en: 'Of the warnings {judged} were judged: {right} right, {wrong} false, {early} too early, {late} too late; {missed} events were noted as missed.',
  },
  rates: {
    zh: '精确率 {precision}，召回率 {recall}，预警早于事件的中位时间 {lead} 小时。',
    en: 'Precision {precision}, recall {recall}; the median lead before the event was {lead} hours.',
  },
  load: {
    zh: '平均每天误报 {perDay} 个；确认过预警的值班员 {officers} 人，确认用时中位数 {wait} 分钟。',
    en: '{perDay} false alarms a day; {officers} officers took notice, after {wait} minutes in the median.',
  },
  silences: {
    zh: '生成时有效的静默 {count} 条，已拦下信号 {held} 个。',
    en: '{count} silences were in force when this was made; they held back {held} signals.',
  },
  silence: {
    zh: '“{what}”在{place}静默，还有 {hours} 小时到期，已拦下信号 {held} 个。',
    en: '“{what}” is silenced in {place} for {hours} more hours; {held} signals were held back.',
  },
  outlook: {
    zh: '生成时未办结 {open} 个，其中已超时限 {overdue} 个，次日同一时刻前到期 {soon} 个，已平息待核定 {calm} 个。',
    en: '{open} were open when this was made: {overdue} overdue, {soon} due within a day, {calm} calm and to be judged.',
  },
} as const satisfies Messages

export const warningTitles = {
  situation: { zh: '总体情况', en: 'Situation' },
  places: { zh: '各地情况', en: 'By place' },
  high: { zh: '较高级别预警及处置', en: 'High warnings and how they were handled' },
  accuracy: { zh: '准确情况', en: 'Accuracy' },
  load: { zh: '误报负担', en: 'Burden of false alarms' },
  silences: { zh: '静默', en: 'Silences' },
  outlook: { zh: '下一步', en: 'Outlook' },
} as const

export const kindNames = {
  day: { zh: '日报', en: 'daily report' },
  week: { zh: '周报', en: 'weekly report' },
  month: { zh: '月报', en: 'monthly report' },
  special: { zh: '专题报告', en: 'special report' },
} as const

export const levelNames = {
  red: { zh: '红色', en: 'red' },
  orange: { zh: '橙色', en: 'orange' },
  yellow: { zh: '黄色', en: 'yellow' },
  blue: { zh: '蓝色', en: 'blue' },
} as const

export const domainNames = {
  'work-safety': { zh: '安全生产', en: 'work safety' },
  'public-order': { zh: '公共秩序', en: 'public order' },
  'public-health': { zh: '公共卫生', en: 'public health' },
  environment: { zh: '生态环境', en: 'environment' },
} as const

export const stateNames = {
  raised: { zh: '待确认', en: 'raised' },
  acknowledged: { zh: '已确认', en: 'noticed' },
  assigned: { zh: '已派发', en: 'sent out' },
  handling: { zh: '处置中', en: 'being handled' },
  handled: { zh: '待核定', en: 'to be judged' },
  closed: { zh: '已办结', en: 'closed' },
} as const

/** Columns of the table by place. */
export const placeColumns = [
  { zh: '地区', en: 'Place' },
  { zh: '发出', en: 'Raised' },
  { zh: '红色和橙色', en: 'Red and orange' },
  { zh: '期末未办结', en: 'Open at the end' },
  { zh: '核定为误报', en: 'Judged false' },
] as const

/** Stands below the head of a report of exercises and simulated data. */
export const exerciseNote = {
  zh: '演练和模拟数据：本报告不含任何真实预警。',
  en: 'Exercises and simulated data: nothing in this report is real.',
} as const

/** Stands below the head of a document in a language model's wording. */
export const wordingNote = {
  zh: '文字由语言模型润色，数字和名称已逐一核对；原文见系统。',
  en: 'The Chinese sentences were reworded by a language model; figures and names were checked. The original is in the system.',
} as const
