import { type DatabaseConnection, PostgresDialect, PostgresDriver, type TransactionSettings } from 'kysely'

/**
 * Marks a statement that is all that its transaction writes. As the first write it needs no BEGIN and COMMIT around
 * it: PostgreSQL runs a single statement as a transaction anyway. Behind other writes it is one more statement.
 */
export const wholeWrite = '/* whole */'

/** Locks, and what else a read does that has to last until the end of its transaction. */
const lasting = /\bfor\s+(no\s+key\s+)?(key\s+)?(update|share)\b|advisory|set_config/i

/** Under READ COMMITTED every statement has a snapshot of its own, so a plain read means the same before BEGIN. */
export function isPlainRead(text: string): boolean {
  return /^\s*select\b/i.test(text) && !lasting.test(text)
}

/**
 * Sends BEGIN with the first statement that needs it. An action reads, decides and writes one statement: it takes
 * two round trips so, where BEGIN and COMMIT would make it four. Transactions with a mode begin at once.
 */
export class LazyTransactionDialect extends PostgresDialect {
  readonly #config: ConstructorParameters<typeof PostgresDialect>[0]

  constructor(config: ConstructorParameters<typeof PostgresDialect>[0]) {
    super(config)
    this.#config = config
  }

  override createDriver(): PostgresDriver {
    return new LazyTransactionDriver(this.#config)
  }
}

class LazyTransactionDriver extends PostgresDriver {
  /** Connections whose transaction has written nothing yet. */
  readonly #unbegun = new WeakSet<DatabaseConnection>()
  readonly #known = new WeakSet<DatabaseConnection>()

  override async acquireConnection(
    ...args: Parameters<PostgresDriver['acquireConnection']>
  ): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection(...args)
    if (!this.#known.has(connection)) {
      this.#known.add(connection)
      this.#watch(connection)
    }
    return connection
  }

  #watch(connection: DatabaseConnection): void {
    const execute = connection.executeQuery.bind(connection)
    const watched: DatabaseConnection['executeQuery'] = async (query, ...rest) => {
      const needsBegin =
        this.#unbegun.has(connection) && !query.sql.startsWith(wholeWrite) && !isPlainRead(query.sql)
      if (needsBegin) {
        this.#unbegun.delete(connection)
        await super.beginTransaction(connection, {})
      }
      return execute(query, ...rest)
    }
    Object.assign(connection, { executeQuery: watched })
  }

  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    if (settings.accessMode !== undefined || settings.isolationLevel !== undefined)
      return super.beginTransaction(connection, settings)
    this.#unbegun.add(connection)
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    if (!this.#unbegun.delete(connection)) await super.commitTransaction(connection)
  }

  override async rollbackTransaction(
    connection: Parameters<PostgresDriver['rollbackTransaction']>[0],
  ): Promise<void> {
    if (!this.#unbegun.delete(connection)) await super.rollbackTransaction(connection)
  }
}
