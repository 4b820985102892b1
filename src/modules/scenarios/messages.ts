import type { Messages } from '#kernel/i18n/define'
import { scenarioCaseMessages } from './messages/cases.ts'
import { scenarioFindings } from './messages/findings.ts'
import { wishMessages } from './messages/wishes.ts'

export const scenarioMessages = {
  ...scenarioFindings,
  ...scenarioCaseMessages,
  ...wishMessages,
  'scenarios.not-found': { zh: '没有这个场景', en: 'There is no such scenario' },
  'scenarios.changed-meanwhile': {
    zh: '这个场景刚被修改，请刷新后再试',
    en: 'The scenario has changed meanwhile; load it again',
  },
  'scenarios.not-in-state': {
    zh: '场景目前的状态不能这样做',
    en: 'The scenario’s state does not allow this',
  },
  'scenarios.part-refused': { zh: '“{part}”：{sentence}', en: '{part}: {sentence}' },
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
  'scenarios.no-ask': { zh: '场景没有申请 {ask} 这项数据', en: 'The scenario asks for no {ask}' },
  'scenarios.grant-unfit': {
    zh: '这项授权不能满足“{ask}”：用途、信息项、有效期应当符合，查找用的信息项不能脱敏',
    en: 'The grant does not meet {ask}: purpose, items and time have to fit, and the item looked up by may not be masked',
  },
  'scenarios.ask-unmet': {
    zh: '场景“{name}”申请的数据“{ask}”还没有授权',
    en: 'What the scenario {name} asks for ({ask}) is not granted yet',
  },
  'scenarios.asks-unmet': {
    zh: '场景申请的数据还没有授权：{asks}。请主管部门在“申请的数据”里指定授权后再发布',
    en: 'What the scenario asks for is not granted yet: {asks}. The department names a grant for each before it is published',
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
  'scenarios.not-running': {
    zh: '场景 {scenario} 现在没有运行',
    en: 'Nothing of the scenario {scenario} runs at present',
  },
  'scenarios.no-command': { zh: '场景没有 {command} 这个操作', en: 'The scenario has no command {command}' },
  'scenarios.no-reaction': {
    zh: '场景没有 {reaction} 这个反应',
    en: 'The scenario has no reaction {reaction}',
  },
  'scenarios.no-page': { zh: '场景没有这个页面', en: 'The scenario has no such page' },
  'scenarios.no-block': { zh: '页面上没有这一块', en: 'The page has no such block' },
  'scenarios.no-filter': { zh: '不能按 {item} 筛选', en: 'It cannot be narrowed down by {item}' },
  'scenarios.not-your-command': {
    zh: '这个操作不由您来做',
    en: 'This command is not yours to give',
  },
  'scenarios.not-your-page': { zh: '这个页面不是给您看的', en: 'This page is not for you' },
  'scenarios.no-party': { zh: '没有这个参与方', en: 'There is no such party' },
  'scenarios.party-ended': { zh: '参与方已被取消', en: 'The party’s right was ended' },
  'scenarios.no-party-kind': {
    zh: '场景没有 {kind} 这类参与方',
    en: 'The scenario knows no parties of the kind {kind}',
  },
  'scenarios.no-party-row': {
    zh: '{kind}里没有 {key}',
    en: 'There is no {key} among the {kind}',
  },
  'scenarios.no-invitation': {
    zh: '邀请码不对、已用过或已过期',
    en: 'The invitation is wrong, used or out of date',
  },
  'scenarios.only-parties-sign': {
    zh: '只有参与方才能签名',
    en: 'Only a party can sign',
  },
  'scenarios.calls-per-minute': {
    zh: '场景“{name}”每分钟最多 {limit} 次操作，请稍后再试',
    en: 'The scenario {name} takes {limit} commands a minute; try again later',
  },
  'scenarios.no-key': { zh: '没有这把密钥', en: 'There is no such key' },
  'scenarios.wrong-key': {
    zh: '密钥不对、已停用或已过期',
    en: 'The key is wrong, ended or out of date',
  },
  'scenarios.too-many-notes': {
    zh: '场景“{name}”最多保留 {limit} 条记事，已满',
    en: 'The scenario {name} keeps {limit} notes at most, and has them',
  },
  'notice.scenario-reaction-stopped': {
    zh: '场景“{scenario}”的程序多次出错，“{reaction}”已停止，请查看后恢复',
    en: 'The program of {scenario} failed many times and {reaction} was stopped; look at it and resume it',
  },
  'scenarios.program-refused': {
    zh: '场景的程序拒绝了这个操作',
    en: 'The scenario’s program refused the command',
  },
  'scenarios.program-time': {
    zh: '场景“{name}”的程序超时，已中止，什么都没有改变',
    en: 'The program of {name} took too long and was cut off; nothing has changed',
  },
  'scenarios.program-memory': {
    zh: '场景“{name}”的程序占用内存过多，已中止，什么都没有改变',
    en: 'The program of {name} took too much memory and was cut off; nothing has changed',
  },
  'scenarios.program-threw': {
    zh: '场景“{name}”的程序出错，什么都没有改变',
    en: 'The program of {name} failed; nothing has changed',
  },
  'scenarios.program-shape': {
    zh: '场景“{name}”的程序给出的结果不合规定，什么都没有改变',
    en: 'The program of {name} gave what is no valid answer; nothing has changed',
  },
} as const satisfies Messages
