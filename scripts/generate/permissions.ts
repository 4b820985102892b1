import type { Access, Scope, Who } from '#kernel/access/define'
import type { CaseType } from '#kernel/cases/define'
import { byName, code, page, table } from './markdown.ts'
import type { Declared, Permitted } from './sources.ts'

const people: Readonly<Record<Who, string>> = {
  anyone: '任何人',
  resident: '居民',
  clerk: '接线员',
  dispatcher: '派单员',
  handler: '承办人',
  supervisor: '督办员',
  leader: '值班领导',
  'grid-worker': '网格员',
  'warning-officer': '预警值班员',
  'data-manager': '数据管理员',
  'data-authority': '数据主管',
  'care-officer': '关爱专员',
  auditor: '审计员',
  admin: '管理员',
  algorithm: '算法',
  system: '系统',
  client: '接入系统',
}

const scopes: Readonly<Record<Scope, string>> = {
  anywhere: '全部',
  place: '辖区',
  lead: '主办',
  handler: '主办和协办',
  own: '本人',
  follower: '关注的',
}

const order = Object.keys(people) as Who[]
const meaning = `Default deny: an empty cell lets nobody. 全部 every subject; 辖区 in the places of the post; 主办 led by the post's organization; 主办和协办 the same and as co-handler; 本人 reported or followed by the person.`

/** Role × action × scope, read from the tables that the server judges by. */
export function permissionsPage({ caseTypes, actions, queries }: Declared): string {
  return page(
    'Permissions 权限',
    meaning,
    ...caseTypes.map(caseSection),
    section('Other actions', actions),
    section('Reads', queries),
  )
}

function caseSection(type: CaseType): string {
  const rows = Object.entries(type.actions).map(([name, row]) => ({ name, allow: row.who }))
  return section(
    `Case type ${type.type}`,
    [{ name: 'see', allow: type.see }, { name: 'see unmasked', allow: type.unmasked }, ...rows],
    false,
  )
}

function section(title: string, list: readonly Permitted[], sorted = true): string {
  const rows = sorted ? list.toSorted((a, b) => byName(a.name, b.name)) : list
  const used = order.filter((who) => rows.some((r) => r.allow.some((g) => g.who === who)))
  const head = ['', ...used.map((who) => `${who} ${people[who]}`)]
  return `## ${title}\n\n${table(
    head,
    rows.map((r) => [code(r.name), ...used.map((who) => cell(r.allow, who))]),
  )}`
}

function cell(access: Access, who: Who): string {
  return access
    .filter((g) => g.who === who)
    .map((g) => scopes[g.scope])
    .join('、')
}
