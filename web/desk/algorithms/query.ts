import { useQuery } from '@tanstack/react-query'
import { api } from '../../ui/api.ts'
import { useLanguage } from '../../ui/i18n.tsx'
import type { AlgorithmRow } from './register.ts'

export const algorithmsKey = ['algorithms'] as const

export function useAlgorithms() {
  return useQuery({
    queryKey: algorithmsKey,
    queryFn: ({ signal }) => api.get<AlgorithmRow[]>('/algorithms', undefined, signal),
  })
}

/** The name in the register; the code of what is not registered. */
export function useAlgorithmName(code: string): string {
  const { locale } = useLanguage()
  const { data } = useAlgorithms()
  return data?.find((row) => row.code === code)?.[locale] ?? code
}
