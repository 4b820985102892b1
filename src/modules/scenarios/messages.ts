import type { Messages } from '#kernel/i18n/define'
import { scenarioFindings } from './messages/findings.ts'

export const scenarioMessages = {
  ...scenarioFindings,
  'scenarios.not-found': { zh: '没有这个场景', en: 'There is no such scenario' },
  'scenarios.changed-meanwhile': {
    zh: '这个场景刚被修改，请刷新后再试',
    en: 'The scenario has changed meanwhile; load it again',
  },
  'scenarios.not-in-state': {
    zh: '场景目前的状态不能这样做',
    en: 'The scenario’s state does not allow this',
  },
  'scenarios.no-org': { zh: '没有代码为 {org} 的单位', en: 'There is no organization {org}' },
  'scenarios.findings': {
    zh: '场景包没有通过检查，问题已逐条列出',
    en: 'The package does not pass the check; each finding is listed',
  },
  'scenarios.code-taken': {
    zh: '已有代码为 {scenario} 的场景',
    en: 'There is a scenario {scenario} already',
  },
  'scenarios.other-code': {
    zh: '新版本的代码应当还是 {scenario}',
    en: 'A new version keeps the code {scenario}',
  },
  'scenarios.not-newer': {
    zh: '版本号应当高于 {version}',
    en: 'The version has to be higher than {version}',
  },
  'scenarios.own-proposal': {
    zh: '不能审查自己提出的场景，请由另一人审查',
    en: 'Nobody reviews what they proposed; another person has to',
  },
  'scenarios.assessment-needed': {
    zh: '处理个人信息前应有已通过的影响评估，尚缺：{resources}',
    en: 'Personal information needs an approved impact assessment first; missing for: {resources}',
  },
  'scenarios.suspended': {
    zh: '场景“{name}”已暂停，恢复前不接收数据',
    en: 'The scenario {name} is suspended and takes no data until it is resumed',
  },
  'scenarios.retired': {
    zh: '场景“{name}”已退出，不再接收数据',
    en: 'The scenario {name} is retired and takes no data',
  },
  'scenarios.rows-per-day': {
    zh: '场景“{name}”每天最多接收 {limit} 行，这批 {sent} 行超出了今天的限额',
    en: 'The scenario {name} takes {limit} rows a day; these {sent} are beyond today’s limit',
  },
} as const satisfies Messages
