import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../ui/api.ts'

export const totpKey = ['totp'] as const

/** A change of one's own account; who is signed in, and with which rights, is asked again. */
export function useStep(door: string, onDone: () => void = () => undefined) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Readonly<Record<string, string>>) => api.post<unknown>(door, body),
    onSuccess: async () => {
      onDone()
      await Promise.all([
        client.invalidateQueries({ queryKey: ['me'] }),
        client.invalidateQueries({ queryKey: totpKey }),
      ])
    },
  })
}
