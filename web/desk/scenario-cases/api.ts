import { useQuery } from '@tanstack/react-query'
import type { PossibleSteps } from '#modules/scenarios/contract'
import { api } from '../../ui/api.ts'
import { type CaseDoor, caseKeys } from '../../ui/cases.ts'

export const scenarioCases: CaseDoor = { type: 'scenario-case', path: '/scenario-cases' }

/** Steps of the package that the reader may take; asked anew with each version of the case. */
export function useSteps(id: string, version: number) {
  return useQuery({
    queryKey: [...caseKeys.one(scenarioCases.type, id), 'steps', version],
    queryFn: ({ signal }) => api.get<PossibleSteps>(`${scenarioCases.path}/${id}/steps`, undefined, signal),
  })
}
