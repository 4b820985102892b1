import type { Messages } from '#kernel/i18n/define'

export const protectionMessages = {
  'protection.version-changed': {
    zh: '数据资源刚发布了新版本，请刷新后再确认',
    en: 'The resource has a new version meanwhile; load it again',
  },
  'protection.unknown-item': { zh: '没有信息项 {item}', en: 'There is no item {item}' },
  'protection.not-published': { zh: '这个数据资源没有发布', en: 'This data resource is not published' },
  'protection.assessment-needed': {
    zh: '“{name}”的这项授权含敏感个人信息或用于自动化决策，须先完成个人信息保护影响评估（个人信息保护法第五十五条）',
    en: 'This grant of “{name}” gives sensitive personal information or serves automated decisions: an impact assessment has to be approved first (PIPL art. 55)',
  },
  'protection.no-assessment': { zh: '没有这项影响评估', en: 'There is no such assessment' },
  'protection.assessment-changed': {
    zh: '这项评估刚被修改，请刷新后再试',
    en: 'This assessment has changed meanwhile; load it again',
  },
  'protection.assessment-submitted': {
    zh: '评估已经提交，等数据主管审核',
    en: 'The assessment is with the authority',
  },
  'protection.assessment-not-submitted': {
    zh: '只有已提交的评估可以审核',
    en: 'Only a submitted assessment is judged',
  },
  'protection.assessment-unanswered': {
    zh: '第五十六条的三个问题还没有答完',
    en: 'The three questions of art. 56 are not all answered',
  },
  'protection.assessment-of-another': { zh: '评估单位不能更改', en: 'Whose assessment it is cannot change' },
  'protection.assessment-past': { zh: '有效期不能早于今天', en: 'It cannot end before today' },
  'protection.table-changed': {
    zh: '这张表刚被别人修改，请刷新后再试',
    en: 'Somebody has changed the table meanwhile',
  },
} as const satisfies Messages
