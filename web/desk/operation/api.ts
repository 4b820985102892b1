import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { HeldRun, Product, Registration, RunView, Statement } from '#modules/operation/contract'
import { api, newIntentionKey } from '../../ui/api.ts'

const all = ['operation'] as const
/** Most that a list shows (contract). */
const most = { limit: 200 }

export function useProducts() {
  return useQuery({
    queryKey: [...all, 'products'],
    queryFn: ({ signal }) => api.get<{ rows: Product[] }>('/operation/products', most, signal),
  })
}

export function useProduct(id: string) {
  return useQuery({
    queryKey: [...all, 'product', id],
    queryFn: ({ signal }) => api.get<Product>(`/operation/products/${id}`, undefined, signal),
  })
}

export function useRuns(id: string) {
  return useQuery({
    queryKey: [...all, 'runs', id],
    queryFn: ({ signal }) => api.get<{ rows: RunView[] }>(`/operation/products/${id}/runs`, most, signal),
  })
}

export function useStatement(id: string, month: string) {
  return useQuery({
    queryKey: [...all, 'statement', id, month],
    queryFn: ({ signal }) => api.get<Statement>(`/operation/products/${id}/statement`, { month }, signal),
    enabled: /^\d{4}-\d{2}$/.test(month),
  })
}

export function useHeld() {
  return useQuery({
    queryKey: [...all, 'held'],
    queryFn: ({ signal }) => api.get<{ rows: HeldRun[] }>('/operation/held', most, signal),
  })
}

export function useRegistrations() {
  return useQuery({
    queryKey: [...all, 'registrations'],
    queryFn: ({ signal }) => api.get<{ rows: Registration[] }>('/operation/registrations', undefined, signal),
  })
}

/** A write below `/operation`; everything about operation is read again, after a refusal too. */
export function useOperationWrite<T>(path: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: object) => api.post<T>(`/operation${path}`, body, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: all }),
  })
}
