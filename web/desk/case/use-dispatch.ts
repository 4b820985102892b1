import { useQueryClient } from '@tanstack/react-query'
import type { CaseView } from '#kernel/cases/contract'
import { appeals, useCaseAction } from '../../ui/cases.ts'
import { useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { caseTexts } from '../messages/case.ts'
import { useDelayed } from '../shell/delayed.tsx'
import { proposalOf } from './details.ts'

export type DispatchValues = Readonly<Record<string, unknown>> & { readonly org: string }

/** Dispatching waits five seconds, so that a slip can be taken back before any department hears of it. */
export function useDispatch(c: CaseView) {
  const t = useText(caseTexts)
  const client = useQueryClient()
  const { send, say } = useDelayed()
  const act = useCaseAction(appeals)
  const orgName = useOrgName()
  const failureText = useFailureText()
  const dispatch = (input: DispatchValues) => {
    const text = t('dispatch.waiting', { number: c.number, org: orgName(input.org) })
    send(c.id, text, () => {
      act
        .mutateAsync({ id: c.id, version: c.version, action: 'dispatch', input })
        .then(() => client.invalidateQueries({ queryKey: ['tab-counts'] }))
        // The case may no longer be on the screen: the refusal is told where the person is.
        .catch((error: unknown) =>
          say(t('dispatch.failed', { number: c.number, reason: failureText(error) }), c.id),
        )
    })
  }
  const p = proposalOf(c)
  const org = p?.org
  const canAccept = c.can.includes('dispatch') && p !== null && org !== undefined && org !== null
  return {
    dispatch,
    asProposed: canAccept
      ? () =>
          dispatch({
            org,
            category: p.leaf ?? p.category,
            urgency: p.urgency,
            ...(p.duty === null ? {} : { duty: p.duty }),
          })
      : null,
  }
}
