import type { ColumnType, Generated } from 'kysely'

type Json<T = unknown> = ColumnType<T, string, string>
type Time = ColumnType<Date, Date, Date>
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>

export interface AuditEntries {
  seq: Generated<string>
  tx: Generated<string>
  id: string
  at: Time
  trace: string
  action: string
  actor_kind: string
  actor_id: string
  org: string | null
  district: string | null
  subject_type: string
  subject_id: string
  outcome: 'done' | 'refused' | 'read'
  change: Json
}

export interface AuditSeals {
  no: string
  at: Time
  entries: string[]
  leaves: Buffer
  root: Buffer
  previous: Buffer
  hash: Buffer
}

export interface Events {
  seq: Generated<string>
  tx: Generated<string>
  id: string
  name: string
  at: Time
  trace: string
  subject: Json
  payload: Json
}

export interface EventCursors {
  consumer: string
  tx: string
  seq: string
}

export interface IdempotencyKeys {
  actor: string
  key: string
  action: string
  request: Buffer
  response: Json | null
  at: Time
}

export interface Organizations {
  code: string
  zh: string
  en: string
  short_zh: string
  kind: string
  level: string
  parent: string | null
  places: string[]
  active: Generated<boolean>
}

export interface Persons {
  id: string
  wrapped_key: Buffer | null
  name: Buffer | null
  phone: Buffer | null
  phone_index: Buffer | null
  identity_number: Buffer | null
  identity_index: Buffer | null
  address: Buffer | null
  created_at: Time
}

export interface Accounts {
  id: string
  kind: 'resident' | 'officer' | 'service'
  login: string | null
  name: string
  password: string | null
  totp: Buffer | null
  totp_counter: Generated<string>
  person: string | null
  external_subject: string | null
  locale: Generated<string>
  active: Generated<boolean>
  demo: Generated<boolean>
  failures: Generated<number>
  locked_until: ColumnType<Date | null, Date | null | undefined, Date | null>
  created_at: Time
  totp_pending: Optional<Buffer>
  org: Optional<string>
  password_temporary: Generated<boolean>
}

export interface Posts {
  account: string
  role: string
  org: string
  places: string[]
  title: Generated<string>
}

export interface Sessions {
  token_hash: Buffer
  account: string
  created_at: Time
  seen_at: Time
  expires_at: Time
  second_factor: Generated<boolean>
  network: Buffer | null
}

export interface SignInCodes {
  phone_index: Buffer
  code_hash: Buffer
  sent_at: Time
  expires_at: Time
  attempts: Generated<number>
  since: Generated<Date>
  sent: Generated<number>
}

export interface Cases {
  district: string
  id: string
  type: string
  number: string
  state: string
  version: number
  place: string
  category: string | null
  urgency: string | null
  channel: string
  lead_org: string | null
  assignee: string | null
  co_orgs: string[]
  people: string[]
  due_at: ColumnType<Date | null, Date | string | null, Date | string | null>
  held: boolean
  created_at: ColumnType<Date, Date | string, never>
  updated_at: ColumnType<Date, Date | string, Date | string>
  closed_at: ColumnType<Date | null, Date | string | null, Date | string | null>
  document: Json
}

export interface CaseTexts {
  district: string
  case_id: string
  body: string
  search: ColumnType<string, string, string>
}

export interface CaseActions {
  district: string
  case_id: string
  seq: number
  action: string
  actor_kind: string
  actor_id: string
  actor_name: string
  org: string | null
  at: ColumnType<Date, Date | string, never>
  from_state: string | null
  to_state: string
  visible: 'public' | 'internal'
  input: Json
  trace: string
}

export interface SavedViews {
  id: string
  account: string
  type: string
  name: string
  query: Json
  created_at: Time
}

export interface Algorithms {
  code: string
  version: string
  hash: string
  zh: string
  en: string
  purpose_zh: string
  purpose_en: string
  owner_org: string
  status: 'proposed' | 'approved' | 'suspended' | 'retired'
  rights: Generated<boolean>
  automatic_above: number | null
  figures: Json
  proposed_at: Time
  decided_at: Date | null
  decided_by: string | null
  reason: string | null
  steps_back: Generated<boolean>
}

export interface AlgorithmWatches {
  code: string
  version: string
  at: Time
  figures: ColumnType<unknown, string | undefined, string>
  findings: ColumnType<unknown, string | undefined, string>
  retraining: ColumnType<unknown, string | undefined, string>
}

export interface Decisions {
  district: string
  id: string
  algorithm: string
  version: string
  hash: string
  subject_type: string
  subject_id: string
  input: Json
  output: Json
  confidence: number
  explanation: Json
  gate: 'automatic' | 'human'
  outcome: Generated<'pending' | 'applied' | 'confirmed' | 'overturned'>
  final: Json | null
  decided_by: string | null
  decided_at: Date | null
  at: Time
  label: string | null
  novelty: number | null
  doubts: Generated<string[]>
}

export interface Notices {
  id: string
  person: string | null
  account: string | null
  channel: 'in-app' | 'sms' | 'email'
  template: string
  data: Json
  subject_type: string | null
  subject_id: string | null
  state: 'waiting' | 'sent' | 'failed' | 'read'
  attempts: Generated<number>
  error: string | null
  created_at: Time
  sent_at: Date | null
  read_at: Date | null
}

export interface Files {
  hash: string
  kind: string
  bytes: number
  name: string
  width: number | null
  height: number | null
  uploaded_by: string
  created_at: Time
}

export interface Settings {
  name: string
  value: Json
  updated_at: Time
  updated_by: string
}

/** The kernel's tables; a module adds its own by `tx.withTables<…>()` and sees no other module's. */
export interface KernelTables {
  audit_entries: AuditEntries
  audit_seals: AuditSeals
  events: Events
  event_cursors: EventCursors
  idempotency_keys: IdempotencyKeys
  organizations: Organizations
  persons: Persons
  accounts: Accounts
  posts: Posts
  sessions: Sessions
  sign_in_codes: SignInCodes
  cases: Cases
  case_texts: CaseTexts
  case_actions: CaseActions
  saved_views: SavedViews
  algorithms: Algorithms
  algorithm_watches: AlgorithmWatches
  decisions: Decisions
  notices: Notices
  files: Files
  settings: Settings
}
