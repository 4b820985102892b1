import type { SourceView } from '#modules/pulls/contract'

export const kinds = ['http', 'postgresql', 'mariadb', 'folder', 'sftp', 's3'] as const
export type Kind = (typeof kinds)[number]

/** What is typed, as text; what it means is said when it is sent. */
export interface Draft {
  readonly id: string | undefined
  readonly revision: number | undefined
  readonly resource: string
  readonly name: string
  readonly kind: Kind
  readonly fields: Readonly<Record<string, string>>
  /** Item → field of the source. */
  readonly mapping: Readonly<Record<string, string>>
  readonly mode: 'merge' | 'replace'
  readonly schedule: 'every' | 'daily' | 'manual'
  readonly minutes: string
  readonly dailyAt: string
  readonly secret: string
}

export interface FieldPlan {
  readonly name: string
  readonly kind?: 'text' | 'area' | 'number' | 'choice'
  readonly choices?: readonly string[]
  readonly start?: string
  /** Shown only when another field has one of these values. */
  readonly when?: readonly [field: string, ...values: string[]]
}

const database: readonly FieldPlan[] = [
  { name: 'host' },
  { name: 'port', kind: 'number' },
  { name: 'database' },
  { name: 'user' },
  { name: 'tls', kind: 'choice', choices: ['verify', 'off'], start: 'verify' },
  { name: 'from', kind: 'choice', choices: ['table', 'select'], start: 'table' },
  { name: 'table', when: ['from', 'table'] },
  { name: 'select', kind: 'area', when: ['from', 'select'] },
  { name: 'by', kind: 'choice', choices: ['all', 'key', 'time'], start: 'all' },
  { name: 'time', when: ['by', 'time'] },
  { name: 'key', when: ['by', 'key', 'time'] },
  { name: 'overlap', kind: 'number', start: '0', when: ['by', 'time'] },
]
const paging = ['none', 'page', 'offset', 'cursor', 'link']
const http: readonly FieldPlan[] = [
  { name: 'url' },
  { name: 'rows' },
  { name: 'auth', kind: 'choice', choices: ['none', 'bearer', 'basic', 'header', 'param'], start: 'none' },
  { name: 'authName', when: ['auth', 'header', 'param'] },
  { name: 'paging', kind: 'choice', choices: paging, start: 'none' },
  { name: 'pageParam', when: ['paging', 'page', 'offset', 'cursor'] },
  { name: 'sizeParam', when: ['paging', 'page', 'offset'] },
  { name: 'size', kind: 'number', start: '500', when: ['paging', 'page', 'offset'] },
  { name: 'cursorPath', when: ['paging', 'cursor'] },
  { name: 'again', kind: 'choice', choices: ['start', 'since', 'continue'], start: 'start' },
  { name: 'sinceParam', when: ['again', 'since'] },
  { name: 'sinceField', when: ['again', 'since'] },
]
const files: readonly FieldPlan[] = [{ name: 'path' }, { name: 'pattern', start: '*' }]

export const plans: Readonly<Record<Kind, readonly FieldPlan[]>> = {
  http,
  postgresql: database,
  mariadb: database,
  folder: files,
  sftp: [
    { name: 'host' },
    { name: 'port', kind: 'number', start: '22' },
    { name: 'user' },
    { name: 'sshAuth', kind: 'choice', choices: ['password', 'key'], start: 'password' },
    { name: 'hostKey', kind: 'area' },
    ...files,
  ],
  s3: [
    { name: 'endpoint' },
    { name: 'region', start: 'us-east-1' },
    { name: 'bucket' },
    { name: 'accessKeyId' },
    { name: 'prefix' },
    { name: 'pattern', start: '*' },
  ],
}

const ports: Partial<Readonly<Record<Kind, string>>> = { postgresql: '5432', mariadb: '3306' }

/** What the fields of a kind hold before anybody types. */
export function startOf(kind: Kind): Record<string, string> {
  const starts = plans[kind].map(
    (f) => [f.name, f.start ?? (f.name === 'port' ? (ports[kind] ?? '') : '')] as const,
  )
  return Object.fromEntries(starts)
}

export function isShown(plan: FieldPlan, fields: Draft['fields']): boolean {
  return plan.when === undefined || plan.when.slice(1).includes(fields[plan.when[0]] ?? '')
}

export const emptyDraft: Draft = {
  id: undefined,
  revision: undefined,
  resource: '',
  name: '',
  kind: 'http',
  fields: startOf('http'),
  mapping: {},
  mode: 'merge',
  schedule: 'every',
  minutes: '60',
  dailyAt: '02:30',
  secret: '',
}

/** True where the kind needs none. */
export function needsSecret({ kind, fields }: Draft): boolean {
  return kind === 'http' ? fields.auth !== 'none' : kind !== 'folder'
}

function placeOf({ kind, fields: f }: Draft): object {
  const number = (name: string) => Number(f[name])
  if (kind === 'http') return httpPlace(f)
  if (kind === 'folder') return { kind, path: f.path, pattern: f.pattern }
  if (kind === 's3') {
    const { endpoint, region, bucket, prefix, accessKeyId, pattern } = f
    return { kind, endpoint, region, bucket, prefix, accessKeyId, pattern }
  }
  const { host, user } = f
  if (kind === 'sftp') {
    const { hostKey, path, pattern, sshAuth: auth } = f
    return { kind, host, port: number('port'), user, hostKey, auth, path, pattern }
  }
  const from = f.from === 'select' ? { select: f.select } : { table: f.table }
  const key = f.by === 'all' ? {} : { key: f.key }
  const time = f.by === 'time' ? { time: f.time, overlapMinutes: number('overlap') } : {}
  const { database, tls } = f
  return { kind, host, port: number('port'), database, user, tls, from, reads: { by: f.by, ...key, ...time } }
}

function httpPlace(f: Draft['fields']): object {
  const named = f.auth === 'header' || f.auth === 'param' ? { name: f.authName } : {}
  const sized = { sizeParam: f.sizeParam === '' ? null : f.sizeParam, size: Number(f.size) }
  const pages: Readonly<Record<string, object>> = {
    page: { param: f.pageParam, ...sized },
    offset: { param: f.pageParam, ...sized },
    cursor: { param: f.pageParam, path: f.cursorPath },
  }
  return {
    kind: 'http',
    url: f.url,
    rows: f.rows,
    auth: { type: f.auth, ...named },
    paging: { kind: f.paging, ...pages[f.paging ?? ''] },
    since: f.again === 'since' ? { param: f.sinceParam, field: f.sinceField } : null,
    continues: f.again === 'continue',
  }
}

/** The draft as the server takes it. */
export function bodyOf(d: Draft): object {
  const schedule = {
    manual: { kind: 'manual' },
    every: { kind: 'every', minutes: Number(d.minutes) },
    daily: { kind: 'daily', at: d.dailyAt },
  }[d.schedule]
  const mapping = Object.entries(d.mapping)
    .filter(([, from]) => from.trim() !== '')
    .map(([item, from]) => ({ from, item }))
  return {
    ...(d.id === undefined ? {} : { id: d.id, revision: d.revision }),
    resource: d.resource,
    name: d.name,
    settings: { place: placeOf(d), mapping, mode: d.mode, schedule },
    ...(d.secret === '' ? {} : { secret: d.secret }),
  }
}

/** A source that is kept, to be changed; its secret stays where it is. */
export function draftOf(s: SourceView): Draft {
  const { place, mapping, mode, schedule } = s.settings
  const fields: Record<string, string> = startOf(place.kind)
  for (const [name, value] of Object.entries(place))
    if (typeof value === 'string' || typeof value === 'number') fields[name] = String(value)
  if (place.kind === 'http') Object.assign(fields, httpFields(place))
  if (place.kind === 'sftp') fields.sshAuth = place.auth
  if (place.kind === 'postgresql' || place.kind === 'mariadb') {
    const { from, reads } = place
    fields.from = 'table' in from ? 'table' : 'select'
    Object.assign(fields, from, { by: reads.by })
    if (reads.by !== 'all') fields.key = reads.key
    if (reads.by === 'time')
      Object.assign(fields, { time: reads.time, overlap: String(reads.overlapMinutes) })
  }
  return {
    ...emptyDraft,
    id: s.id,
    revision: s.revision,
    resource: s.resource,
    name: s.name,
    kind: place.kind,
    fields,
    mapping: Object.fromEntries(mapping.map((m) => [m.item, m.from])),
    mode,
    schedule: schedule.kind,
    ...(schedule.kind === 'every' ? { minutes: String(schedule.minutes) } : {}),
    ...(schedule.kind === 'daily' ? { dailyAt: schedule.at } : {}),
  }
}

function httpFields(
  place: Extract<SourceView['settings']['place'], { kind: 'http' }>,
): Record<string, string> {
  const { auth, paging, since, continues } = place
  return {
    auth: auth.type,
    authName: 'name' in auth ? auth.name : '',
    paging: paging.kind,
    pageParam: 'param' in paging ? paging.param : '',
    sizeParam: 'sizeParam' in paging ? (paging.sizeParam ?? '') : '',
    size: 'size' in paging ? String(paging.size) : '500',
    cursorPath: 'path' in paging ? paging.path : '',
    again: since !== null ? 'since' : continues ? 'continue' : 'start',
    sinceParam: since?.param ?? '',
    sinceField: since?.field ?? '',
  }
}
