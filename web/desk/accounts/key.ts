/** Where the list of accounts lies in the query cache. */
export const accountsKey = ['accounts'] as const
