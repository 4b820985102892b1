/** A small promise door to IndexedDB: two stores, whole records, pictures as Blobs. */
const name = 'zhizhi-field'
const version = 1
export type StoreName = 'outbox' | 'drafts'

let opening: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((done, fail) => {
    const request = indexedDB.open(name, version)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('outbox', { keyPath: 'id' })
      request.result.createObjectStore('drafts', { keyPath: 'id' })
    }
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error)
  })
  return opening
}

async function run<T>(
  store: StoreName,
  mode: IDBTransactionMode,
  work: (s: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const db = await open()
  return new Promise((done, fail) => {
    // Strict: the record is on the disk before the screen says that it is kept.
    const tx = db.transaction(store, mode, { durability: 'strict' })
    const request = work(tx.objectStore(store))
    tx.oncomplete = () => done(request.result)
    tx.onabort = () => fail(tx.error ?? request.error)
    tx.onerror = () => fail(tx.error ?? request.error)
  })
}

const below = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`)

export const records = {
  list: <T>(store: StoreName) => run<T[]>(store, 'readonly', (s) => s.getAll()),
  find: <T>(store: StoreName, id: string) => run<T | undefined>(store, 'readonly', (s) => s.get(id)),
  save: (store: StoreName, record: object) => run(store, 'readwrite', (s) => s.put(record)),
  remove: (store: StoreName, id: string) => run(store, 'readwrite', (s) => s.delete(id)),
  /** Those whose id begins so. */
  listBelow: <T>(store: StoreName, prefix: string) =>
    run<T[]>(store, 'readonly', (s) => s.getAll(below(prefix))),
  idsBelow: (store: StoreName, prefix: string) =>
    run(store, 'readonly', (s) => s.getAllKeys(below(prefix))) as Promise<string[]>,
}
