import type { GrantView } from '#modules/sharing/contract'
import { useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { exchangeTexts } from '../messages/exchange.ts'
import { useFilters } from '../shell/filters.ts'
import { useGrants } from './query.ts'

/** The grant that the address names, chosen among those that the reader sees. */
export function GrantChoice({ isNeeded = false }: { isNeeded?: boolean }) {
  const t = useText(exchangeTexts)
  const orgName = useOrgName()
  const [{ grant }, change] = useFilters()
  const { data } = useGrants()
  return (
    <label className="field">
      {t('grant')}
      <select
        className="input"
        value={grant ?? (isNeeded ? (data?.rows[0]?.id ?? '') : '')}
        onChange={(e) => change({ grant: e.target.value || undefined, before: undefined })}
      >
        {!isNeeded && <option value="">{t('grant.any')}</option>}
        {(data?.rows ?? []).map((g) => (
          <option key={g.id} value={g.id}>
            {g.resourceName} → {orgName(g.consumer)}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The chosen grant, else the first one; undefined until they are loaded, or where there is none. */
export function useChosenGrant(): GrantView | undefined {
  const [{ grant }] = useFilters()
  const { data } = useGrants()
  return data?.rows.find((g) => g.id === grant) ?? data?.rows[0]
}
