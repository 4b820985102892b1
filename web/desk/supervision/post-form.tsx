import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LadderView, SupervisionPost } from '#modules/supervision/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { roleLabels, useLabel } from '../../ui/labels.ts'
import { useFailureText } from '../../ui/states.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { supervisionTexts } from '../messages/supervision.ts'

interface PostFormProps {
  readonly ladder: LadderView
  /** Undefined for a new one. */
  readonly post: SupervisionPost | undefined
  readonly onClose: () => void
}

/** One choice of a person and their post names role and places; places stay as they were when only the deputy changes. */
export function PostForm({ ladder: { candidates }, post, onClose }: PostFormProps) {
  const t = useText(supervisionTexts)
  const label = useLabel()
  const failureText = useFailureText()
  const client = useQueryClient()
  const known = candidates.findIndex((c) => c.account === post?.account && c.role === post?.role)
  const [chosen, setChosen] = useState(known === -1 ? '' : String(known))
  const [deputy, setDeputy] = useState(post?.deputy ?? '')
  const [org, setOrg] = useState(post?.orgs[0])
  const [from, setFrom] = useState(post?.absentFrom ?? '')
  const [to, setTo] = useState(post?.absentTo ?? '')
  const person = candidates[Number(chosen)]
  const isReady = chosen !== '' && person !== undefined && (from === '') === (to === '') && from <= to
  const save = useMutation({
    mutationFn: () => {
      const others = post === undefined ? [] : post.orgs.slice(1)
      const body = {
        ...(post === undefined ? {} : { id: post.id, version: post.version }),
        role: person?.role,
        account: person?.account,
        places: post !== undefined && post.account === person?.account ? post.places : person?.places,
        deputy: deputy === '' ? null : deputy,
        orgs: org === undefined ? [] : [org, ...others],
        absentFrom: from === '' ? null : from,
        absentTo: to === '' ? null : to,
      }
      return api.post('/supervision/posts', body, newIntentionKey())
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['supervision', 'ladder'] })
      onClose()
    },
  })
  const accounts = [...new Map(candidates.map((c) => [c.account, c.name]))]
  return (
    <form
      className="form-grid"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) save.mutate()
      }}
    >
      <label className="field">
        {t('name')}
        <select className="input" value={chosen} onChange={(event) => setChosen(event.target.value)}>
          <option value="">{t('choose')}</option>
          {candidates.map((c, i) => (
            <option key={`${c.account} ${c.role} ${c.places.join()}`} value={i}>
              {c.name} {label(roleLabels, c.role)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('deputy')}
        <select className="input" value={deputy} onChange={(event) => setDeputy(event.target.value)}>
          <option value="">{t('deputy.none')}</option>
          {accounts
            .filter(([account]) => account !== person?.account)
            .map(([account, name]) => (
              <option key={account} value={account}>
                {name}
              </option>
            ))}
        </select>
      </label>
      <OrgField label={t('orgs.one')} value={org} onChange={setOrg} />
      <TextField
        id="absent-from"
        label={t('absent-from')}
        type="date"
        value={from}
        onChange={(e) => setFrom(e.target.value)}
      />
      <TextField
        id="absent-to"
        label={t('absent-to')}
        type="date"
        value={to}
        onChange={(e) => setTo(e.target.value)}
      />
      <div className="action-send">
        <Button kind="main" type="submit" busy={save.isPending} aria-disabled={!isReady}>
          {t('save')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <span role="status">
          {save.error !== null && <span className="field-error">{failureText(save.error)}</span>}
        </span>
      </div>
    </form>
  )
}
