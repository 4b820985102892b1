import type { BlockingKey, LinkageSettings } from '#models/linkage'

const key = (name: string, ...parts: BlockingKey['parts']): BlockingKey => ({ name, parts })

/** How people of several departments are linked; judged on the tuning people only. */
export const peopleSettings: LinkageSettings = {
  fields: [
    { name: 'name', kind: 'text' },
    { name: 'sound', kind: 'text' },
    { name: 'sex', kind: 'text' },
    { name: 'born', kind: 'date' },
    { name: 'idNumber', kind: 'text' },
    { name: 'phone', kind: 'text' },
    { name: 'township', kind: 'text' },
    { name: 'street', kind: 'text' },
  ],
  comparisons: [
    {
      field: 'name',
      levels: [{ by: 'exact' }, { by: 'exact', in: 'sound' }, { by: 'edits', atMost: 1, swaps: true }],
      frequency: 1,
    },
    { field: 'sex', levels: [{ by: 'exact' }] },
    {
      field: 'born',
      levels: [{ by: 'exact' }, { by: 'day-month-swapped' }, { by: 'edits', atMost: 1, swaps: true }],
    },
    { field: 'idNumber', levels: [{ by: 'exact' }, { by: 'edits', atMost: 1, swaps: true }] },
    {
      // A household shares phone and address, so the two count as one piece of evidence.
      field: 'street',
      second: 'phone',
      levels: [
        { by: 'all', of: [{ by: 'exact' }, { by: 'exact', in: 'phone' }] },
        { by: 'exact', in: 'phone' },
        { by: 'all', of: [{ by: 'exact' }, { by: 'exact', in: 'township' }] },
        { by: 'edits', in: 'phone', atMost: 1, swaps: true },
        {
          by: 'all',
          of: [
            { by: 'levenshtein', atLeast: 0.75 },
            { by: 'exact', in: 'township' },
          ],
        },
        { by: 'exact', in: 'township' },
      ],
    },
  ],
  blocking: [
    key('id number', { field: 'idNumber', take: 'value' }),
    key('phone', { field: 'phone', take: 'value' }),
    key('name, birthday', { field: 'name', take: 'value' }, { field: 'born', take: 'value' }),
    key('birthday, surname', { field: 'born', take: 'value' }, { field: 'name', take: 'prefix', length: 1 }),
    key(
      'birthday, last character',
      { field: 'born', take: 'value' },
      { field: 'name', take: 'suffix', length: 1 },
    ),
    key('name, township', { field: 'name', take: 'value' }, { field: 'township', take: 'value' }),
    key('sound, township', { field: 'sound', take: 'value' }, { field: 'township', take: 'value' }),
    key('name, street', { field: 'name', take: 'value' }, { field: 'street', take: 'value' }),
    key('street, township', { field: 'street', take: 'value' }, { field: 'township', take: 'value' }),
    key('id number to the birthday', { field: 'idNumber', take: 'prefix', length: 14 }),
    key('sound, birth year', { field: 'sound', take: 'value' }, { field: 'born', take: 'year' }),
  ],
  training: [
    key('id number', { field: 'idNumber', take: 'value' }),
    key('name, birthday', { field: 'name', take: 'value' }, { field: 'born', take: 'value' }),
    key('phone', { field: 'phone', take: 'value' }),
  ],
  certain: { keys: [key('id number', { field: 'idNumber', take: 'value' })], recall: 0.6 },
}
