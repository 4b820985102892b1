import type { Messages } from '#kernel/i18n/define'
import type { riskSections } from '../contract/report.ts'

/** Sentences of the yearly report. No template holds a number: each stands in a figure, with its source. */
export const riskMessages = {
  'risk.resources': {
    zh: '已发布数据资源 {total} 个，其中未定级 {ungraded} 个。',
    en: '{total} data resources are published; {ungraded} of them are not graded.',
  },
  'risk.levels': {
    zh: '核心数据 {core} 个，重要数据 {important} 个；一般数据由高到低分别为 {four} 个、{three} 个、{two} 个、{one} 个。',
    en: 'Core: {core}; important: {important}; general data from the highest level down: {four}, {three}, {two} and {one}.',
  },
  'risk.personal': {
    zh: '含个人信息的数据资源 {resources} 个，其中含敏感个人信息 {sensitive} 个，共有数据 {rows} 行。',
    en: '{resources} resources hold personal information, {sensitive} of them sensitive; together {rows} rows.',
  },
  'risk.personal-items': {
    zh: '个人信息项 {items} 个，其中敏感 {sensitive} 个；疑似个人信息而无人确认的 {unjudged} 个。',
    en: '{items} items are personal, {sensitive} of them sensitive; {unjudged} seem to be and nobody has judged them.',
  },
  'risk.grants': {
    zh: '生效中的授权 {inForce} 项；本期新给出 {given} 项，结束 {ended} 项。',
    en: '{inForce} grants are in force; {given} were given in the period and {ended} ended.',
  },
  'risk.used': {
    zh: '本单位使用其他单位数据的授权 {inForce} 项，本期调用 {calls} 次，取得 {rows} 行。',
    en: 'The organization holds {inForce} grants of others; it made {calls} calls in the period and took {rows} rows.',
  },
  'risk.exchanges': {
    zh: '通过交换网关提供 {given} 次，共 {rows} 行；拒绝 {refused} 次。',
    en: 'The gateway gave {given} times, {rows} rows in all, and refused {refused} times.',
  },
  'risk.assessments': {
    zh: '通过个人信息保护影响评估 {approved} 份，退回 {returned} 份；保存报告和记录 {kept} 份，按规定至少保存 {years} 年。',
    en: '{approved} impact assessments were approved and {returned} returned; {kept} reports are kept, each for {years} years at least.',
  },
  'risk.assessments-missing': {
    zh: '使用个人信息而没有有效评估，或评估将要到期的授权 {missing} 项。',
    en: '{missing} grants use personal information with no assessment that covers them, or with one that runs out soon.',
  },
  'risk.findings': {
    zh: '核查发现 {opened} 条；因原因消除而结案 {settled} 条，处理后结案 {closed} 条，作为例外保留 {excepted} 条；现在未结 {open} 条，答复超期 {late} 条。',
    en: 'The checks found {opened}; {settled} ended with their cause, {closed} after they were worked on, {excepted} stand as exceptions; {open} are open now, and {late} were answered late.',
  },
  'risk.finding-line': {
    zh: '“{check}”发现 {opened} 条，未结 {open} 条。',
    en: '“{check}”: {opened} found, {open} open.',
  },
  'risk.no-findings': { zh: '本期核查发现 {opened} 条。', en: 'The checks found {opened} in the period.' },
  'risk.readings': {
    zh: '数据访问的安全核查：人员 {officers} 条，单位 {consumers} 条；由人核实后结案 {closed} 条，未结 {open} 条。核查只用于数据安全，不评价个人。',
    en: 'Security of access: {officers} findings about officers, {consumers} about organizations; people judged and closed {closed}, {open} are open. They serve the security of data and grade nobody.',
  },
  'risk.deletion': {
    zh: '到期删除 {done} 批，共 {rows} 行；有保存期限的数据资源 {withRule} 个，含个人信息而没有期限的 {withoutRule} 个。',
    en: '{done} deletions at the end of terms, {rows} rows in all; {withRule} resources have a term, {withoutRule} with personal information have none.',
  },
} as const satisfies Messages

/** Headings, and the law that asks for each section; kept with the report as the sentences are. */
export const sectionTitles: Readonly<
  Record<
    (typeof riskSections)[number],
    { title: { zh: string; en: string }; basis: { zh: string; en: string } }
  >
> = {
  resources: {
    title: { zh: '数据资源和分级', en: 'Resources and levels' },
    basis: { zh: '依据：《中华人民共和国数据安全法》第二十一条', en: 'Basis: Data Security Law, art. 21' },
  },
  personal: {
    title: { zh: '处理的个人信息', en: 'Personal information held' },
    basis: {
      zh: '依据：《中华人民共和国个人信息保护法》第二十八条、第五十一条；《网络数据安全管理条例》第二十八条',
      en: 'Basis: Personal Information Protection Law, art. 28 and 51; Network Data Security Regulation, art. 28',
    },
  },
  grants: {
    title: { zh: '提供和授权', en: 'Grants' },
    basis: {
      zh: '依据：《网络数据安全管理条例》第十二条；《政务数据共享条例》（二手资料）',
      en: 'Basis: Network Data Security Regulation, art. 12; Government Data Sharing Regulation (secondary source)',
    },
  },
  exchanges: {
    title: { zh: '交换和拒绝', en: 'Exchanges and refusals' },
    basis: {
      zh: '依据：《网络数据安全管理条例》第十二条（提供记录保存三年以上）',
      en: 'Basis: Network Data Security Regulation, art. 12 (records kept three years or more)',
    },
  },
  assessments: {
    title: { zh: '个人信息保护影响评估', en: 'Impact assessments' },
    basis: {
      zh: '依据：《中华人民共和国个人信息保护法》第五十五条、第五十六条；《网络数据安全管理条例》第三十一条',
      en: 'Basis: Personal Information Protection Law, art. 55 and 56; Network Data Security Regulation, art. 31',
    },
  },
  findings: {
    title: { zh: '核查发现和处理', en: 'Findings and how they were answered' },
    basis: {
      zh: '依据：《网络数据安全管理条例》第三十三条；《中华人民共和国数据安全法》第三十条',
      en: 'Basis: Network Data Security Regulation, art. 33; Data Security Law, art. 30',
    },
  },
  readings: {
    title: { zh: '数据访问异常', en: 'Unusual reading' },
    basis: {
      zh: '依据：《中华人民共和国数据安全法》第二十七条；《中华人民共和国个人信息保护法》第五十一条、第五十四条',
      en: 'Basis: Data Security Law, art. 27; Personal Information Protection Law, art. 51 and 54',
    },
  },
  deletion: {
    title: { zh: '保存期限和删除', en: 'Terms and deletion' },
    basis: {
      zh: '依据：《网络数据安全管理条例》第二十四条；《中华人民共和国个人信息保护法》第四十七条',
      en: 'Basis: Network Data Security Regulation, art. 24; Personal Information Protection Law, art. 47',
    },
  },
}

/** Stands below the head of a report of the demo city. */
export const simulatedNote = {
  zh: '模拟数据：演示城市的数据资源、授权和核查发现为演示而编写。',
  en: 'Simulated data: resources, grants and findings of the demo city were written for the demo.',
} as const
