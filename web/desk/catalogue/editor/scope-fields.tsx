import type { Content } from '#modules/catalogue/contract'
import { Button, TextField } from '../../../ui/controls.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { useText } from '../../../ui/i18n.tsx'
import { PlaceName } from '../../../ui/org-name.tsx'
import { PlaceField } from '../../fields/place-field.tsx'
import { catalogueTexts } from '../../messages/catalogue.ts'
import { catalogueEditorTexts } from '../../messages/catalogue-editor.ts'
import { Choose } from './choose.tsx'
import { fieldId } from './draft.ts'
import type { FieldsProps } from './page.tsx'

/** Which rows belong to the resource at all, and which items say so. */
export function ScopeFields({ draft, errors, onChange }: FieldsProps) {
  const t = useText(catalogueEditorTexts)
  const c = useText(catalogueTexts)
  const { scope, items } = draft
  const put = (part: Partial<Content['scope']>) => onChange({ scope: { ...scope, ...part } })
  const named = (field: 'placeItem' | 'timeItem', types: readonly string[]) => {
    const id = fieldId(`scope.${field}`)
    const error = errorOf(errors, id)
    return (
      <div>
        <Choose
          id={id}
          label={t(`scope.${field}`)}
          isInvalid={error !== undefined}
          value={scope[field] ?? ''}
          values={['', ...items.filter((i) => types.includes(i.type)).map((i) => i.name)]}
          word={(name) => (name === '' ? t('scope.none') : name)}
          onChange={(name) => put({ [field]: name || null })}
        />
        {error !== undefined && <p className="field-error">{error}</p>}
      </div>
    )
  }
  return (
    <section className="card" aria-labelledby="edit-scope">
      <h2 id="edit-scope">{c('scope')}</h2>
      <div className="form-grid">
        {named('placeItem', ['place'])}
        {named('timeItem', ['date', 'time'])}
        <TextField
          id={fieldId('scope.from')}
          label={t('scope.from')}
          errors={errors}
          type="date"
          value={scope.from ?? ''}
          onChange={(e) => put({ from: e.target.value || null })}
        />
        <PlaceField
          key={scope.places.length}
          label={t('scope.add')}
          value={undefined}
          onChange={(path) =>
            path !== undefined && !scope.places.includes(path) && put({ places: [...scope.places, path] })
          }
        />
      </div>
      <div>
        {scope.places.map((place) => (
          <span key={place} className="inline-item">
            <PlaceName path={place} />{' '}
            <Button kind="quiet" onClick={() => put({ places: scope.places.filter((p) => p !== place) })}>
              {t('scope.remove')}
            </Button>
          </span>
        ))}
      </div>
    </section>
  )
}
