import { useQuery } from '@tanstack/react-query'
import type { Locale } from '#kernel/i18n/define'
import type { SeriesView, WarningDetails, WarningPage } from '#modules/early-warning/contract'
import { api, type QueryValue } from './api.ts'
import { type CaseDoor, caseKeys } from './cases.ts'

export const warnings: CaseDoor = { type: 'warning', path: '/warnings' }

/** What a signal says in words, for this screen: in English where it is said in English. */
export function saidIn(
  locale: Locale,
  {
    said,
    saidInEnglish,
  }: { readonly said?: string | null | undefined; readonly saidInEnglish?: string | null | undefined },
): string | null {
  return (locale === 'en' ? saidInEnglish : null) ?? said ?? null
}

/** The unit of a warning's values on this screen. */
export function unitIn(
  locale: Locale,
  { unit, englishUnit }: { readonly unit: string; readonly englishUnit?: string | undefined },
): string {
  return (locale === 'en' ? englishUnit : undefined) ?? unit
}

export function unitOf(locale: Locale, { unit, english }: Pick<WarningDetails, 'unit' | 'english'>): string {
  return unitIn(locale, { unit, englishUnit: english?.unit })
}

/** What to do first, on this screen. */
export function planIn(locale: Locale, { plan, english }: Pick<WarningDetails, 'plan' | 'english'>): string {
  return (locale === 'en' ? english?.plan : undefined) ?? plan
}

/** What a watch or pattern is called on this screen. */
export function watchName(
  locale: Locale,
  { name, english }: { readonly name: string; readonly english?: { readonly name: string } | undefined },
): string {
  return (locale === 'en' ? english?.name : undefined) ?? name
}

/** Live events refresh the list at once; a reading that changes nothing for people is not worth one. */
const everyMs = 60_000

/** The board; a live event about a warning reads it again. */
export function useWarnings(filter: Readonly<Record<string, QueryValue>>) {
  return useQuery({
    queryKey: [...caseKeys.lists(warnings.type), filter],
    queryFn: ({ signal }) => api.get<WarningPage>('/early-warning/warnings', filter, signal),
    refetchInterval: everyMs,
  })
}

export function useSeries(watch: string, object: string, hours: number, warning: string) {
  return useQuery({
    queryKey: ['watches', 'series', watch, object, hours, warning],
    queryFn: ({ signal }) =>
      api.get<SeriesView>(`/early-warning/watches/${watch}/series`, { object, hours, warning }, signal),
    refetchInterval: everyMs,
  })
}
