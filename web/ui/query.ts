import { QueryClient } from '@tanstack/react-query'
import { ApiProblem, NetworkFailure } from './api.ts'

/** A refusal is final; only silence of the network and overload are worth another try. */
function isWorthRetrying(count: number, error: unknown): boolean {
  if (error instanceof NetworkFailure) return count < 2
  return error instanceof ApiProblem && error.status >= 500 && count < 2
}

/** One client a page. Writes may be repeated because each carries the key of its intention. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: isWorthRetrying, networkMode: 'always' },
      mutations: { retry: isWorthRetrying, retryDelay: 800, networkMode: 'always' },
    },
  })
}
