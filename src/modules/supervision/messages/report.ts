import type { Messages } from '#kernel/i18n/define'

/** Sentences of the reports. No template holds a number: each stands in a figure, with its source. */
export const reportMessages = {
  'report.received': {
    zh: '本期收到诉求 {received} 件，上一期 {before} 件，{change}。',
    en: '{received} appeals were received, {before} in the period before: {change}.',
  },
  'report.answered': {
    zh: '答复 {answered} 件（上一期 {before} 件），其中按时 {onTime} 件，按时答复率 {share}（上一期 {shareBefore}）。',
    en: '{answered} were answered ({before} in the period before), {onTime} of them on time: {share} ({shareBefore} in the period before).',
  },
  'report.backlog': {
    zh: '期末尚未答复 {backlog} 件，上一期末 {before} 件，{change}；其中超期 {overdue} 件。',
    en: '{backlog} waited for an answer at the end, {before} at the end of the period before: {change}; {overdue} were overdue.',
  },
  'report.best-worst': {
    zh: '答复满 {least} 件的单位中，按时答复率最高的是{best}，为 {bestShare}（答复 {bestCount} 件）；最低的是{worst}，为 {worstShare}（答复 {worstCount} 件）。',
    en: 'Of organizations with at least {least} answers, {best} was on time most often, {bestShare} ({bestCount} answers), and {worst} least often, {worstShare} ({worstCount} answers).',
  },
  'report.no-ranking': {
    zh: '答复满 {least} 件的单位有 {count} 个，不足以比较，不作排名。',
    en: '{count} organizations gave at least {least} answers: too few to compare, so none is ranked.',
  },
  'report.org-overdue': {
    zh: '{org}期末超期 {count} 件，最久的一件（{number}）已超期 {hours} 个工作小时。',
    en: '{org} had {count} overdue at the end; the longest ({number}) was {hours} working hours late.',
  },
  'report.none-overdue': {
    zh: '期末超期 {count} 件，没有单位需要点名。',
    en: '{count} were overdue at the end: there is no organization to name.',
  },
  'report.category-rose': {
    zh: '“{category}”收到 {count} 件，上一期 {before} 件，{change}。',
    en: '“{category}”: {count} received, {before} in the period before: {change}.',
  },
  'report.no-category-rose': {
    zh: '没有一类诉求比上一期增加 {least} 件以上。',
    en: 'No category rose by {least} or more.',
  },
  'report.late': {
    zh: '本期到期而没有按时答复的：主办 {lead} 件次，协办 {co} 件次，分别计算；主办超期时仍在等协办答复的 {waiting} 件次。',
    en: 'Deadlines missed: {lead} by leads and {co} by co-handlers, counted apart; in {waiting} cases the lead still waited for a co-handler.',
  },
  'report.late-co': {
    zh: '协办超期最多的是{org}，{count} 件次。',
    en: 'As a co-handler, {org} was late most often: {count} times.',
  },
  'report.disputes': {
    zh: '新提出职责争议 {raised} 件，裁定 {verdicts} 件；期末待裁定 {waiting} 件，其中超过裁定时限 {overdue} 件。',
    en: '{raised} disputes over duties were raised and {verdicts} decided; {waiting} waited for a verdict at the end, {overdue} of them past the time for it.',
  },
  'report.satisfaction': {
    zh: '收到评价 {rated} 件，平均 {score} 分（上一期 {scoreBefore} 分），认为已解决的占 {solved}（上一期 {solvedBefore}）。',
    en: '{rated} answers were rated, {score} on average ({scoreBefore} in the period before); {solved} were said to be solved ({solvedBefore} in the period before).',
  },
  'report.bad-ratings': {
    zh: '其中不满意 {bad} 件，尚未回访 {open} 件。',
    en: '{bad} of them were bad ratings; {open} still wait for somebody to ask why.',
  },
  'report.escalations': {
    zh: '临期提醒 {reminded} 次；超期后提醒承办单位 {first} 次、督办员 {second} 次、值班领导 {third} 次；督办 {supervised} 次。',
    en: 'Reminders before a deadline: {reminded}. After it: {first} to handlers, {second} to supervisors, {third} to leaders. Taken under supervision: {supervised}.',
  },
  'report.watch': {
    zh: '{number}：由{org}办理，事项为“{category}”，已超期 {hours} 个工作小时，升级到第 {rung} 级。',
    en: '{number}: with {org}, about “{category}”, {hours} working hours overdue, at rung {rung} of the ladder.',
  },
  'report.watch-new': {
    zh: '{number}：由{org}办理，事项为“{category}”，已超期 {hours} 个工作小时，期末尚未升级。',
    en: '{number}: with {org}, about “{category}”, {hours} working hours overdue, not escalated by the end.',
  },
  'report.nothing-to-watch': {
    zh: '期末超期 {count} 件，没有需要特别关注的。',
    en: '{count} were overdue at the end: nothing needs special attention.',
  },
} as const satisfies Messages

/** Headings, kept with the report as the sentences are. */
export const sectionTitles = {
  overview: { zh: '总体情况', en: 'Overview' },
  organizations: { zh: '各单位', en: 'Organizations' },
  categories: { zh: '上升的诉求', en: 'What rose' },
  lateness: { zh: '主办和协办的超期', en: 'Late leads and co-handlers' },
  disputes: { zh: '职责争议', en: 'Disputed duties' },
  satisfaction: { zh: '群众评价', en: 'Satisfaction' },
  escalations: { zh: '提醒和升级', en: 'Reminders and escalations' },
  watch: { zh: '需要关注的事项', en: 'Cases to watch' },
} as const

/** Stands below the head of a printed report of the demo city. */
export const simulatedNote = {
  zh: '模拟数据：本报告中的事项为演示而编写，不是真实诉求。',
  en: 'Simulated data: the cases of this report were written for the demo.',
} as const
