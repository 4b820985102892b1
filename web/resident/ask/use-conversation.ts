import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Receipt } from '#modules/appeals/contract'
import type { Conversation, HandOver, Turn } from '#modules/assistant/contract'
import { ApiProblem, api, NetworkFailure, newIntentionKey } from '../../ui/api.ts'
import { useIntention } from '../../ui/cases.ts'
import { readSetting, writeSetting } from '../../ui/settings.ts'

const path = '/assistant/conversations'
const setting = 'conversation'

/** The conversation that this device began; it is still there when the page opens again, until it expires. */
export function useConversation() {
  const client = useQueryClient()
  const intention = useIntention()
  const [id, setId] = useState(() => readSetting(setting))
  const key = ['conversation', id] as const
  const forget = () => {
    writeSetting(setting, null)
    setId(null)
  }
  const read = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<Conversation>(`${path}/${id}`, undefined, signal),
    enabled: id !== null,
    retry: false,
  })
  const isGone = read.error instanceof ApiProblem && read.error.status === 404
  const known = isGone ? undefined : read.data
  const begin = async (): Promise<string> => {
    if (id !== null && !isGone && known?.appeal == null) return id
    const started = await api.post<Conversation>(path, {}, newIntentionKey())
    writeSetting(setting, started.id)
    client.setQueryData(['conversation', started.id], started)
    setId(started.id)
    return started.id
  }
  const show = (of: string, change: (c: Conversation) => Conversation) =>
    client.setQueryData<Conversation>(['conversation', of], (old) => (old === undefined ? old : change(old)))
  const ask = useMutation({
    mutationFn: async (question: string) => {
      const of = await begin()
      const turn = await api.post<Turn>(
        `${path}/${of}/ask`,
        { question },
        intention.keyOf(`${of} ${question}`),
      )
      return { of, turn }
    },
    onSuccess: ({ of, turn }) =>
      show(of, (c) => ({ ...c, turns: [...c.turns.filter((t) => t.seq !== turn.seq), turn] })),
    onSettled: (_done, error) => {
      if (!(error instanceof NetworkFailure)) intention.renew()
    },
  })
  const rate = useMutation({
    mutationFn: ({ seq, helpful }: { seq: number; helpful: boolean }) =>
      api.post<unknown>(`${path}/${id}/rate`, { seq, helpful }),
    onSuccess: (_done, { seq, helpful }) =>
      show(id ?? '', (c) => ({ ...c, turns: c.turns.map((t) => (t.seq === seq ? { ...t, helpful } : t)) })),
  })
  const handOver = useMutation({
    mutationFn: async (input: Omit<HandOver, 'id'>) => {
      const of = await begin()
      return api.post<Receipt>(`${path}/${of}/hand-over`, input)
    },
    onSuccess: forget,
  })
  return {
    conversation: id === null ? undefined : known,
    isLoading: read.isLoading && id !== null,
    ask,
    rate,
    handOver,
    forget,
  }
}
