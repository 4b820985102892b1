import type { CaseView } from '#kernel/cases/contract'
import type { AppealAction } from '#modules/appeals/case'
import { useSession } from '../../ui/session.tsx'
import { owesCoAnswer } from './details.ts'
import { buttonsOf } from './forms.ts'

/** The actions of this reader; a co-answer only while one is owed. */
export function useButtons(c: CaseView, can: readonly string[]): readonly AppealAction[] {
  const { me } = useSession()
  return buttonsOf(can).filter((name) => name !== 'coAnswer' || owesCoAnswer(c, me?.posts ?? []))
}
