import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useSyncExternalStore } from 'react'
import type {
  CommandAnswer,
  PageFigureList,
  PagePointList,
  PageRowList,
  PageView,
  RunningScenarios,
} from '#modules/scenarios/contract'
import { api } from '../api.ts'
import type { Told } from '../outbox/kept.ts'

/** Which page of which scenario, and as whom it is looked at. */
export interface RunAt {
  readonly code: string
  readonly sandbox: boolean
  readonly page: string
  /** Id of one of the reader's parties; officers have none. */
  readonly party?: string
}

export type Values = Readonly<Record<string, string>>
export type CommandInput = Readonly<Record<string, string | number | boolean | null>>

/** One command as the form hands it on. The key is that of the intention: a repeat does nothing twice. */
export interface Giving {
  readonly command: string
  readonly title: string
  readonly fields: Values
  readonly input: CommandInput
  readonly key: string
}

/** `kept`: the phone has it and will send it; its answer is shown where what waits is shown. */
export type Given = { readonly kept: true } | ({ readonly kept: false } & CommandAnswer)

/** Keeps an answer for times without a network; the desk asks and keeps nothing. */
export type Keep = <T>(what: string, ask: () => Promise<T>) => Promise<Told<T>>

/** Where a page is drawn: a wall is looked at from afar and has nothing to press. */
export type Look = 'desk' | 'phone' | 'wall'

export interface Run {
  readonly at: RunAt
  readonly look: Look
  readonly view: PageView
  readonly refreshMs: number
  readonly keep: Keep
  readonly give: (giving: Giving) => Promise<Given>
}

const RunContext = createContext<Run | null>(null)
export const RunProvider = RunContext.Provider

export function useRun(): Run {
  const run = useContext(RunContext)
  if (run === null) throw new Error('A block stands inside a page of a scenario')
  return run
}

/** Everything read about running scenarios; a command makes all of it old. */
export const runKey = ['scenario-runs'] as const

export const keepNothing: Keep = async (_what, ask) => ({ answer: await ask(), at: null })

const answerOf = <T>({ answer }: Told<T>): T => answer

/** When the oldest of what the page shows was answered, where the network is missing and it came from the device. */
export function useAsOf(): number | null {
  const cache = useQueryClient().getQueryCache()
  return useSyncExternalStore(
    (changed) => cache.subscribe(changed),
    () => oldest(cache.findAll({ queryKey: runKey, type: 'active' }).map(({ state }) => state.data)),
  )
}

function oldest(shown: readonly unknown[]): number | null {
  const times = shown.flatMap((told) => (told as Told<unknown> | undefined)?.at ?? [])
  return times.length === 0 ? null : Math.min(...times)
}

type Query = readonly (readonly [name: string, value: string | number | undefined])[]

/** Below /api/v1. Filters repeat their name, so that a comma inside a value stays in it. */
export function addressOf({ code, sandbox, page, party }: RunAt, part: string, query: Query = []): string {
  const params = new URLSearchParams({ sandbox: String(sandbox) })
  for (const [name, value] of [['party', party] as const, ...query])
    if (value !== undefined && value !== '') params.append(name, String(value))
  return `/scenario-runs/${encodeURIComponent(code)}/pages/${encodeURIComponent(page)}${part}?${params}`
}

/** The scenarios that run, with the pages and parties of whoever is signed in. */
export function useRunning(owner: string, keep: Keep = keepNothing) {
  return useQuery({
    queryKey: [...runKey, owner, 'list'],
    queryFn: ({ signal }) =>
      keep('runs', () => api.get<RunningScenarios>('/scenario-runs', undefined, signal)),
    select: answerOf,
  })
}

/** One page with everything that its blocks name. */
export function useRunPage(at: RunAt, keep: Keep = keepNothing) {
  const address = addressOf(at, '')
  return useQuery({
    queryKey: [...runKey, address],
    queryFn: ({ signal }) => keep(address, () => api.get<PageView>(address, undefined, signal)),
    select: answerOf,
  })
}

function usePart<T>(part: string, query: Query) {
  const { at, keep, refreshMs } = useRun()
  const address = addressOf(at, part, query)
  return useQuery({
    queryKey: [...runKey, address],
    queryFn: ({ signal }) => keep(address, () => api.get<T>(address, undefined, signal)),
    select: answerOf,
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  })
}

export const useFigures = (block: number, period: string | undefined, by: string | undefined) =>
  usePart<PageFigureList>('/figures', [
    ['block', block],
    ['period', period],
    ['by', by],
  ])

export const usePoints = (block: number) => usePart<PagePointList>('/points', [['block', block]])

/** One row with all of its items, whatever the columns name. */
export const useRow = (block: number, key: string) =>
  usePart<PageRowList>('/rows', [
    ['block', block],
    ['key', key],
  ])

export interface RowsAsked {
  readonly filters: Values
  readonly q: string
  readonly limit: number
  readonly offset: number
}

export const useRows = (block: number, { filters, q, limit, offset }: RowsAsked) =>
  usePart<PageRowList>('/rows', [
    ['block', block],
    ...Object.entries(filters).flatMap(([item, text]) =>
      text === '' ? [] : [['filter', `${item}:${text}`] as const],
    ),
    ['q', q],
    ['limit', limit],
    ['offset', offset],
  ])
