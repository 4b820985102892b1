import type { Action, Execute, Executor, Query } from '#kernel/action'
import type { Bus } from '#kernel/bus'
import type { CaseType } from '#kernel/cases/define'
import type { Clock } from '#kernel/clock'
import type { Config } from '#kernel/config'
import type { Connection } from '#kernel/database'
import type { Files } from '#kernel/files'
import type { Route } from '#kernel/http/define'
import type { Messages } from '#kernel/i18n/define'
import type { Job, Jobs, Reaction } from '#kernel/jobs'
import type { Ports } from '#kernel/notify/define'
import type { MasterKey } from '#kernel/vault'

export interface Log {
  info(message: string, data?: unknown): void
  warn(message: string, data?: unknown): void
  error(message: string, data?: unknown): void
}

/** What running code is given: everything outside the process stands behind one of these. */
export interface Kernel {
  readonly config: Config
  readonly clock: Clock
  /** For reads outside an action, such as relays; writes go through `execute`. */
  readonly app: Connection
  readonly execute: Execute
  readonly ask: Executor['ask']
  /** Opens and seals personal data. */
  readonly key: MasterKey
  readonly files: Files
  readonly ports: Ports
  readonly jobs: Jobs
  readonly bus: Bus
  readonly log: Log
}

/** A module's manifest: everything it adds, in one place; `main.ts` lists the manifests, nothing happens by magic. */
export interface Module {
  readonly name: string
  /** Folder of the module's SQL migrations. */
  readonly migrations?: string
  readonly caseTypes?: readonly CaseType[]
  readonly actions?: readonly Action[]
  readonly queries?: readonly Query[]
  readonly routes?: readonly Route[]
  readonly jobs?: readonly Job[]
  readonly reactions?: readonly Reaction[]
  readonly messages?: Messages
  /** Reference data that every installation needs; runs at each start, changes nothing the second time. */
  readonly seed?: (kernel: Kernel) => Promise<void>
  /** What each process keeps up to date in its memory or holds open; the answer stops it. */
  readonly start?: (kernel: Kernel) => Promise<() => void | Promise<void>>
  /** The demo city's part; runs in demo mode only. */
  readonly demo?: (kernel: Kernel) => Promise<void>
}

// biome-ignore lint/suspicious/noExplicitAny: a list holds actions of every input and output; each is checked where it is defined.
type Anything = any

/** Keeps the precise type of a manifest while checking it. */
export function defineModule<
  M extends Omit<Module, 'actions' | 'queries' | 'jobs'> & {
    actions?: readonly Action<Anything, Anything>[]
    queries?: readonly Query<Anything, Anything>[]
    jobs?: readonly Job<Anything>[]
  },
>(module: M): Module {
  return module as Module
}
