import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Me, SignIn, SignInByCode } from '#kernel/identity/contract'
import type { Role } from '#kernel/identity/define'
import { api } from './api.ts'
import { forgetAnswers, forgetRead } from './outbox/kept.ts'

const meKey = ['me'] as const

export interface CodeSent {
  readonly sent: boolean
  /** Only in the demo city, which has no real phones: what the text message would have said. */
  readonly demoCode?: string
}

/** Who is signed in. `me` is undefined while it is asked, and of kind `anonymous` for everyone else. */
export function useSession() {
  const {
    data: me,
    error,
    isPending,
    refetch,
  } = useQuery({
    queryKey: meKey,
    queryFn: ({ signal }) => api.get<Me>('/me', undefined, signal),
    staleTime: 60_000,
  })
  const isSignedIn = me !== undefined && me.kind !== 'anonymous'
  return { me, isSignedIn, isPending, error, refetch, hasRole: (role: Role) => hasRole(me, role) }
}

export function hasRole(me: Me | undefined, role: Role): boolean {
  return me?.posts.some((post) => post.role === role) ?? false
}

/** A browser without a store of its own has kept nothing. */
const forget = (owner?: string) =>
  Promise.all([forgetAnswers(), forgetRead(owner)]).then(
    () => undefined,
    () => undefined,
  )

/** Signing in and out; whatever was read as somebody else is forgotten, in the page and on the device. */
export function useSignIn() {
  const client = useQueryClient()
  const begin = (me: Me) => {
    void forget(me.id)
    void client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== meKey[0] })
    client.setQueryData(meKey, me)
  }
  return {
    byPassword: useMutation({
      mutationFn: (input: SignIn) => api.post<Me>('/session', input),
      onSuccess: begin,
    }),
    requestCode: useMutation({
      mutationFn: (phone: string) => api.post<CodeSent>('/session/code', { phone }),
    }),
    byCode: useMutation({
      mutationFn: (input: SignInByCode) => api.post<Me>('/session/phone', input),
      onSuccess: begin,
    }),
    signOut: useMutation({
      mutationFn: async () => {
        // Before the server is asked: without a network the device forgets all the same.
        await forget()
        return api.delete<null>('/session')
      },
      onSuccess: () => client.resetQueries(),
    }),
  }
}
