import type { ColumnType, GeneratedAlways } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type {
  Finding,
  NeedState,
  OfferState,
  PartKind,
  PartState,
  ReviewKind,
  ScenarioManifest,
  Standing,
  VersionState,
} from './contract.ts'

type Json<T> = ColumnType<T, string, string>
type Time = ColumnType<Date, Date, Date>
export interface Sentence {
  readonly zh: string
  readonly en: string
}

type ScenarioTables = {
  scenarios: {
    id: string
    code: string
    org: string
    standing: Standing
    revision: number
    running: number | null
    candidate: number | null
    words: string
    changed_at: Time
  }
  scenario_versions: {
    scenario: string
    number: number
    version: string
    state: VersionState
    manifest: Json<ScenarioManifest>
    findings: Json<Finding[]>
    problem: ColumnType<Sentence | null, string | null, string | null>
    proposed_by: string
    proposed_by_name: string
    at: Time
  }
  scenario_reviews: {
    scenario: string
    number: number
    kind: ReviewKind
    passed: boolean
    by_name: string
    reason: string
    at: Time
  }
  scenario_steps: {
    scenario: string
    seq: GeneratedAlways<string>
    number: number
    action: string
    by_name: string
    reason: string
    at: Time
  }
  scenario_parts: {
    scenario: string
    sandbox: number
    kind: PartKind
    code: string
    number: number
    ref: string
    state: PartState
  }
  scenario_days: {
    scenario: string
    sandbox: number
    day: string
    rows: number
    calls: number
    refused: number
    failed: number
    milliseconds: string
  }
  scenario_notes: { scenario: string; sandbox: number; key: string; value: Json<unknown> }
  scenario_sizes: { scenario: string; sandbox: number; notes: number }
  scenario_reactions: {
    scenario: string
    sandbox: number
    code: string
    position: string
    faults: number
    problem: string | null
    at: Time
  }
  scenario_cases: {
    district: string
    case_id: string
    scenario: string
    sandbox: number
    kind: string
    subject: string
    recorded: ColumnType<number, number | undefined, number>
    at: Time
  }
  scenario_grants: {
    scenario: string
    ask: string
    grant: string
    by_name: string
    reason: string
    at: Time
  }
  scenario_keys: {
    id: string
    scenario: string
    sandbox: number
    name: string
    hash: string
    state: 'active' | 'ended'
    by_name: string
    at: Time
    until: Time
    used_at: Time | null
  }
  scenario_parties: {
    id: string
    scenario: string
    sandbox: number
    kind: string
    key: string
    state: 'invited' | 'joined' | 'ended'
    invitation: Buffer | null
    until: Time
    person: string | null
    by_name: string
    at: Time
    public_key: string | null
    secret: Buffer | null
  }
  scenario_offers: {
    id: string
    seq: GeneratedAlways<number>
    person: string | null
    enterprise: string
    credit_code: string
    contact: Buffer | null
    title: string
    ability: string
    tags: string[]
    places: string[]
    state: OfferState
    revision: number
    words: string
    model: string
    terms: Buffer
    changed_at: Time
  }
  scenario_offer_steps: {
    offer: string
    seq: GeneratedAlways<string>
    action: string
    by_name: string
    reason: string
    at: Time
  }
  scenario_needs: {
    id: string
    seq: GeneratedAlways<number>
    org: string
    account: string | null
    by_name: string
    title: string
    wanted: string
    tags: string[]
    places: string[]
    data: string
    until: string
    state: NeedState
    revision: number
    words: string
    offer: string | null
    scenario: string | null
    changed_at: Time
  }
  scenario_need_steps: {
    need: string
    seq: GeneratedAlways<string>
    action: string
    by_name: string
    reason: string
    offer: string | null
    at: Time
  }
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<ScenarioTables>()
}
