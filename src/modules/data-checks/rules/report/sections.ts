import type { Sentence } from '#kernel/reports/contract'
import type { Book } from '#kernel/reports/rules'
import type { DataLevel } from '#modules/catalogue/contract'
import type { riskMessages } from '../../messages/report.ts'
import type { RiskFacts } from './facts.ts'
import { both, type Counting } from './figures.ts'
import { findingCount } from './findings.ts'

export interface Writing {
  readonly facts: RiskFacts
  readonly book: Book<keyof typeof riskMessages>
  readonly counting: Counting
}

export function resourceSentences({ facts, book, counting: { count, list } }: Writing): Sentence[] {
  const { total, ungraded, byLevel } = facts.resources
  const rule = both('目录中已发布的资源，按现行级别', 'published in the catalogue, by the level that holds')
  const of = (value: number, zh: string, en: string, level?: string) =>
    count({
      value,
      figure: both(zh, en),
      rule,
      when: 'now',
      link: list('/catalogue', { state: 'published', provider: facts.org, level }),
    })
  const level = (name: DataLevel, zh: string, en: string) => of(byLevel[name] ?? 0, zh, en, name)
  return [
    book.say('risk.resources', {
      total: of(total, '已发布资源', 'published resources'),
      ungraded: of(ungraded, '未定级资源', 'resources without a level', 'none'),
    }),
    book.say('risk.levels', {
      core: level('core', '核心数据', 'core data'),
      important: level('important', '重要数据', 'important data'),
      four: level('4', '一般数据四级', 'general data, highest'),
      three: level('3', '一般数据三级', 'general data, third'),
      two: level('2', '一般数据二级', 'general data, second'),
      one: level('1', '一般数据一级', 'general data, lowest'),
    }),
  ]
}

export function personalSentences({ facts, book, counting: { count, list } }: Writing): Sentence[] {
  const p = facts.personal
  const rule = both('由人确认的种类，未确认的按目录描述', 'as a person confirmed, else as described')
  const link = list('/protection', {})
  const of = (value: number, zh: string, en: string) =>
    count({ value, figure: both(zh, en), rule, when: 'now', link })
  return [
    book.say('risk.personal', {
      resources: of(p.resources, '含个人信息的资源', 'resources with personal information'),
      sensitive: of(p.sensitiveResources, '含敏感个人信息的资源', 'resources with sensitive information'),
      rows: count({
        value: p.rows,
        figure: both('这些资源的行数', 'rows of these resources'),
        rule: both('平台现在保存的行', 'rows that the platform holds now'),
        when: 'now',
        link,
      }),
    }),
    book.say('risk.personal-items', {
      items: of(p.items, '个人信息项', 'personal items'),
      sensitive: of(p.sensitiveItems, '敏感个人信息项', 'sensitive items'),
      unjudged: count({
        value: p.unjudged,
        figure: both('无人确认的疑似项', 'items that nobody has judged'),
        rule: both(
          '识别为个人信息，目录未注明，也无人确认',
          'found to be personal, neither described nor judged',
        ),
        when: 'now',
        link,
      }),
    }),
  ]
}

export function grantSentences({ facts, book, counting: { count, list } }: Writing): Sentence[] {
  const { grants, used } = facts
  const link = list('/sharing', { view: 'matrix', provider: facts.org })
  const own = list('/sharing', { view: 'matrix', consumer: facts.org })
  const byDay = both('按给出或结束的日期', 'by the day on which it was given or ended')
  const state = both('状态为生效', 'in force')
  const sentence = book.say('risk.grants', {
    inForce: count({
      value: grants.inForce,
      figure: both('生效授权', 'grants in force'),
      rule: state,
      when: 'now',
      link,
    }),
    given: count({
      value: grants.given,
      figure: both('新给出授权', 'grants given'),
      rule: byDay,
      when: 'period',
      link,
    }),
    ended: count({
      value: grants.ended,
      figure: both('结束的授权', 'grants ended'),
      rule: byDay,
      when: 'period',
      link,
    }),
  })
  if (used === null) return [sentence]
  const calls = both('本单位为使用方，按日累计', 'the organization as user, summed by day')
  return [
    sentence,
    book.say('risk.used', {
      inForce: count({
        value: used.inForce,
        figure: both('使用的授权', 'grants held'),
        rule: state,
        when: 'now',
        link: own,
      }),
      calls: count({
        value: used.calls,
        figure: both('调用', 'calls'),
        rule: calls,
        when: 'period',
        link: own,
      }),
      rows: count({
        value: used.rows,
        figure: both('取得的行', 'rows taken'),
        rule: calls,
        when: 'period',
        link: own,
      }),
    }),
  ]
}

export function exchangeSentences({ facts, book, counting: { count, list } }: Writing): Sentence[] {
  const { given, refused, rows } = facts.exchanges
  const rule = both('交换日志，按发生时间', 'the log of exchanges, by time')
  const link = (outcome?: string) =>
    list('/exchange', { tab: 'log', outcome, from: facts.from, until: facts.until })
  return [
    book.say('risk.exchanges', {
      given: count({
        value: given,
        figure: both('提供次数', 'exchanges given'),
        rule,
        when: 'period',
        link: link('given'),
      }),
      rows: count({
        value: rows,
        figure: both('提供的行', 'rows given'),
        rule,
        when: 'period',
        link: link('given'),
      }),
      refused: count({
        value: refused,
        figure: both('拒绝次数', 'exchanges refused'),
        rule,
        when: 'period',
        link: link('refused'),
      }),
    }),
  ]
}

export function assessmentSentences({ facts, book, counting: { count, list } }: Writing): Sentence[] {
  const a = facts.assessments
  const link = list('/protection', { view: 'assessments' })
  const judged = both('按数据主管作出判断的日期', 'by the day of the authority’s judgement')
  return [
    book.say('risk.assessments', {
      approved: count({
        value: a.approved,
        figure: both('通过的评估', 'assessments approved'),
        rule: judged,
        when: 'period',
        link,
      }),
      returned: count({
        value: a.returned,
        figure: both('退回的评估', 'assessments returned'),
        rule: judged,
        when: 'period',
        link,
      }),
      kept: count({
        value: a.kept,
        figure: both('保存的报告和记录', 'reports kept'),
        rule: both('每次判断一份，程序不删除', 'one a judgement; nothing in the program deletes it'),
        when: 'now',
        link,
      }),
      years: count({
        value: a.keepYears,
        figure: both('保存年数', 'years of keeping'),
        rule: both('影响评估表中的设置', 'as set in the assessment table'),
        when: 'now',
        link,
      }),
    }),
    book.say('risk.assessments-missing', {
      missing: findingCount({ facts, counting: { count, list } }, ['assessment'], 'open'),
    }),
  ]
}

export function deletionSentences({ facts, book, counting: { count, list } }: Writing): Sentence[] {
  const d = facts.deletion
  const link = list('/protection', { view: 'retention' })
  const done = both('删除证明，按完成日期', 'certificates of deletion, by their day')
  const rules = both('保存期限表', 'the table of terms')
  return [
    book.say('risk.deletion', {
      done: count({ value: d.done, figure: both('删除批次', 'deletions'), rule: done, when: 'period', link }),
      rows: count({
        value: d.rows,
        figure: both('删除的行', 'rows deleted'),
        rule: done,
        when: 'period',
        link,
      }),
      withRule: count({
        value: d.withRule,
        figure: both('有保存期限的资源', 'resources with a term'),
        rule: rules,
        when: 'now',
        link,
      }),
      withoutRule: count({
        value: d.withoutRule,
        figure: both('没有保存期限的资源', 'resources without a term'),
        rule: both('含个人信息而没有规定期限', 'hold personal information and have no term'),
        when: 'now',
        link,
      }),
    }),
  ]
}
