import type { Citation } from '#modules/duties/contract'
import laws from '../../../data/duties/laws.json'
import { useText } from '../../ui/i18n.tsx'
import { dutyTexts } from '../messages/duties.ts'

const unchecked = new Set(laws.filter((law) => law.checked === false).map((law) => law.name))

/** 《物业管理条例》第五条；《城乡规划法》. An article not read in a text in force says so. */
export function Citations({ citations }: { citations: readonly Citation[] }) {
  const t = useText(dutyTexts)
  const textOf = ({ law, article }: Citation) =>
    article ? `《${law}》${article}${unchecked.has(law) ? t('basis.unchecked') : ''}` : `《${law}》`
  return <span>{citations.map(textOf).join('；')}</span>
}
