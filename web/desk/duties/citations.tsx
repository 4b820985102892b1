import type { Citation } from '#modules/duties/contract'

/** 《城乡规划法》第十条；《物业管理条例》 */
export function Citations({ citations }: { citations: readonly Citation[] }) {
  return <span>{citations.map(({ law, article }) => `《${law}》${article ?? ''}`).join('；')}</span>
}
